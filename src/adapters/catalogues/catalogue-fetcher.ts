import type { CatalogueFetcher } from '../../core/catalogues/ports.ts';
import { createPatientHttp } from '../../core/patient-http.ts';
import type { Clock, Http } from '../../core/ports.ts';
import { fetchFromFile } from './file-catalogue.ts';
import { fetchFromGitLab } from './gitlab-files.ts';
import { fetchFromAddress } from './url-catalogue.ts';

/** For how many seconds a place is left alone that asks for less without saying for how long. */
const unnamedWait = 60;

/** Reads catalogues from wherever they are kept; a place that asks to be left alone is. */
export function createCatalogueFetcher(network: Http, clock: Clock): CatalogueFetcher {
  const http = createPatientHttp(network, clock, unnamedWait);
  return {
    async fetch(wish) {
      const { from } = wish.source;
      switch (from.kind) {
        case 'gitlab':
          return fetchFromGitLab(http, clock, from, wish);
        case 'url':
          return fetchFromAddress(http, clock, from.url, wish);
        case 'file':
          return fetchFromFile(from.path, wish);
      }
    },
  };
}
