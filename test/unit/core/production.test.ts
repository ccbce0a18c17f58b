import { describe, expect, it } from 'vitest';
import { isProduction } from '../../../src/core/production.ts';

describe('a role of production', () => {
  it.each(['prod', 'PROD', 'Production', 'live', 'ＰＲＯＤ'])('is one with the tag "%s"', (tag) => {
    expect(isProduction({ tags: ['team-a', tag] })).toBe(true);
  });

  it.each(['pre-prod', 'non-production', 'alive', ''])('is not one with the tag "%s"', (tag) => {
    expect(isProduction({ tags: [tag] })).toBe(false);
  });

  it('is what the configuration says, whatever its tags are', () => {
    expect(isProduction({ tags: ['prod'], production: false })).toBe(false);
    expect(isProduction({ tags: [], production: true })).toBe(true);
  });
});
