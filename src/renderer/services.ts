import type { ServiceView } from '../shared/view.ts';
import { fold } from './text-fold.ts';
import { fuzzyMatch, plainScore } from './word-match.ts';

/** Services that are offered together. */
export interface ServiceList {
  readonly kind: 'recent' | 'all' | 'found';
  readonly services: readonly ServiceView[];
}

/**
 * What is offered: without a search those opened last, then all of them; else what is found, the best first.
 *
 * @param recent ids, newest first
 */
export function serviceLists(
  services: readonly ServiceView[],
  recent: readonly string[],
  query: string,
): readonly ServiceList[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 0) return [{ kind: 'found', services: found(services, words) }];
  const lately = recent.flatMap((id) => services.find((one) => one.id === id) ?? []);
  const others = services.filter((one) => !lately.includes(one));
  return [
    ...(lately.length > 0 ? [{ kind: 'recent', services: lately } as const] : []),
    { kind: 'all', services: others },
  ];
}

function found(services: readonly ServiceView[], words: readonly string[]): readonly ServiceView[] {
  return services
    .map((service) => ({ service, score: scoreOf(service, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ service }) => service);
}

/** Ids are what people type: they count for a little more than names. */
function scoreOf({ id, name, aliases }: ServiceView, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const plain = Math.max(
      plainScore(word, fold(id)) * 1.02,
      plainScore(word, fold(name)),
      ...aliases.map((alias) => plainScore(word, fold(alias)) * 0.98),
    );
    const best = plain > 0 ? plain : (fuzzyMatch(word, fold(name))?.score ?? 0);
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}
