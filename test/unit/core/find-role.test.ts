import { expect, test } from 'vitest';
import { findRole } from '../../../src/core/current-config.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

function detailsOf(config: ReturnType<typeof configWith>): unknown {
  try {
    findRole(config, 'gone');
  } catch (error) {
    return error instanceof AppError ? error.details : error;
  }
  return undefined;
}

test('whoever asks for a role that is not there is told of the catalogues that it may have come from', () => {
  const roles = [roleWith({ id: 'prod' })];
  const from = { kind: 'file', path: '/roles.yaml' } as const;
  const catalogues = [{ id: 'team' as CatalogueId, from }];
  expect(detailsOf(configWith({ roles, catalogues }))).toMatchObject({
    known: ['prod'],
    catalogues: ['team'],
  });
  expect(detailsOf(configWith({ roles }))).not.toHaveProperty('catalogues');
});
