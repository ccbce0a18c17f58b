import type { Vocabulary } from '../guidance.ts';
import type { CatalogueErrors } from '../../catalogues/catalogue-errors.ts';
import { span } from './phrases.ts';

const stays = 'The roles that were read before stay in use.';

const missingWords = {
  project: 'There is no such project, or you may not see it',
  file: 'The project has no such file',
  ref: 'The project has no such branch, tag or commit',
  address: 'There is nothing at this address',
  any: 'There is no such thing, or you may not see it',
} as const;

/** Lists of roles that others keep. */
export const catalogueWords = {
  unknown_catalogue: ({ catalogue, known }) => ({
    title: `There is no catalogue called ${catalogue}.`,
    happened: `The configuration has ${known.length === 0 ? 'no catalogues' : `these: ${known.join(', ')}`}.`,
    advice: 'Check the name, or add it below `catalogues` in the configuration.',
  }),
  catalogue_login_needed: ({ catalogue, noKeychain }) => ({
    title: `The catalogue ${catalogue} needs a sign-in of its own.`,
    happened: `It is read by an application that may read repositories and nothing else, and nobody is signed in there. ${stays}`,
    advice: `Sign in for the catalogue in the window, or with \`tobira catalogue login ${catalogue}\`.${noKeychain ? ' There is no keychain here: that session lasts only while Tobira runs.' : ''}`,
  }),
  catalogue_no_login: ({ catalogue }) => ({
    title: `The catalogue ${catalogue} needs no sign-in.`,
    happened: 'It comes from a file or from an address that everybody may read.',
    advice: `Read it anew with \`tobira catalogue refresh ${catalogue}\`.`,
  }),
  catalogue_scope: ({ catalogue, scope }) => ({
    title: `The application of the catalogue ${catalogue} may not read repositories.`,
    happened: `It was refused for want of a scope. ${stays}`,
    advice: `Give the application at GitLab the scope ${scope}, and no other; then sign in for the catalogue again.`,
  }),
  catalogue_forbidden: ({ catalogue, place, address }) =>
    address
      ? {
          title: `The catalogue ${catalogue} is at an address that does not let everybody read.`,
          happened: `${place} wants a sign-in, or keeps you out: nothing of yours is sent to an address. ${stays}`,
          advice:
            'Check the address that the configuration names, its query included. Roles that are not for everybody can be kept in a project at GitLab.',
        }
      : {
          title: `You may not read the catalogue ${catalogue}.`,
          happened: `You are not allowed to read ${place}. ${stays}`,
          advice: 'Ask whoever keeps that project to let you read its repository.',
        },
  catalogue_not_found: ({ catalogue, place, missing }) => ({
    title: `The catalogue ${catalogue} is not there.`,
    happened: `${missingWords[missing]}: ${place}. ${stays}`,
    advice: 'Check the place that the configuration names, and ask whoever keeps it whether you may read it.',
  }),
  catalogue_throttled: ({ catalogue, host, waitSeconds }) => ({
    title: `${host} asks to slow down.`,
    happened: `It has had too many requests, so the catalogue ${catalogue} was not read anew. ${stays}`,
    advice: `Tobira tries again by itself. By hand, wait ${span(waitSeconds ?? 60)}.`,
  }),
  catalogue_failed: ({ catalogue, host, status }) => ({
    title: `The catalogue ${catalogue} could not be read.`,
    happened: `${host} answered with status ${status}. ${stays}`,
    advice: 'Tobira tries again by itself. If this keeps happening, ask whoever runs that server.',
  }),
  catalogue_not_text: ({ catalogue, place }) => ({
    title: `What came is not the catalogue ${catalogue}.`,
    happened: `A web page, or something that is no text, came from ${place}. ${stays}`,
    advice:
      'If your network has a sign-in page, open it in the browser first. Otherwise, check the place that the configuration names.',
  }),
  catalogue_too_large: ({ catalogue, largest }) => ({
    title: `The catalogue ${catalogue} is too large.`,
    happened: `It is larger than ${Math.round(largest / 1_000_000)} MB. ${stays}`,
    advice: 'Check that the configuration names the right file. Whoever keeps the catalogue can divide it.',
  }),
  catalogue_too_long: ({ catalogue, roles, most }) => ({
    title: `The catalogue ${catalogue} has too many roles.`,
    happened: `It has ${roles} roles, and ${most} is the most. ${stays}`,
    advice: 'Ask whoever keeps the catalogue to divide it.',
  }),
  catalogue_broken: ({ catalogue, problems }) => ({
    title: `The catalogue ${catalogue} is broken.`,
    happened: `${problems.join('\n')}\n${stays}`,
    advice: 'Ask whoever keeps the catalogue to mend it.',
  }),
  catalogue_unreadable: ({ catalogue, path, reason }) => ({
    title: `The file of the catalogue ${catalogue} cannot be read.`,
    happened: `${path}: ${reason}. ${stays}`,
    advice: 'Check the file and the path in the configuration.',
  }),
  catalogue_role_changed: ({ catalogue, role, profile, from, to }) => ({
    title: `The profile "${profile}" is not renewed any more.`,
    happened:
      from === to
        ? `The catalogue ${catalogue} has changed how the role "${role}" (${to}) is reached, or as whom. The keys in the profile are those of before, and end by themselves.`
        : `The catalogue ${catalogue} has made "${role}" another role: ${to}, and no longer ${from}. The keys in the profile are those of before, and end by themselves.`,
    advice: 'Try again, or write the profile anew, if you want its keys from now on.',
  }),
  catalogue_no_such_issuer: ({ catalogue, issuer, known }) => ({
    title: `The catalogue ${catalogue} does not ask for ${issuer}.`,
    happened: `It asks for ${known.length === 0 ? 'no issuer that you have not chosen' : known.join(', ')}.`,
    advice: 'See `tobira catalogue list` for what waits for your answer.',
  }),
} satisfies Pick<Vocabulary, keyof CatalogueErrors>;
