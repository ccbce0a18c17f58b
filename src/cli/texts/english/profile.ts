import type { ProfileMode } from '../../../core/model.ts';

/** `tobira profile` */
export const profile = {
  wrote: (name: string, path: string) => `Wrote the profile "${name}" to ${path}.`,
  kept: {
    static: 'Its keys are renewed while Tobira runs.',
    process: "AWS's tools ask Tobira for its keys, each time that they need some.",
  } satisfies Record<ProfileMode, string>,
  removed: (name: string, path: string) => `Removed the profile "${name}" from ${path}.`,
};
