import { createContext, use } from 'react';
import { type Texts, english } from './texts.ts';

/** The language of everything beneath. */
export const TextsContext = createContext<Texts>(english);

export const useTexts = (): Texts => use(TextsContext);
