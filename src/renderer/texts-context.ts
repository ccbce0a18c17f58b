import { createContext, use } from 'react';
import type { Texts } from './texts.ts';
import { english } from './texts/english.ts';

/** The language of everything beneath. */
export const TextsContext = createContext<Texts>(english);

export const useTexts = (): Texts => use(TextsContext);
