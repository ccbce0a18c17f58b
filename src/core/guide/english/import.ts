import type { ExportNote, PersonalField } from '../../import/export-roles.ts';
import type { ImportRemark, NotByGitLab, SkipReason } from '../../import/import-entry.ts';

const by: Readonly<Record<NotByGitLab, string>> = {
  keys: 'gets its credentials from keys',
  process: 'gets its credentials from a program',
  login: 'gets its credentials from `aws login`',
  sso: 'signs in to IAM Identity Center',
  machine: 'gets its credentials from the machine that it is used on',
  nothing: 'has no credentials in this file',
};

/** Where a profile seems to have nothing: its keys may stand there. */
const unread = ' The credentials file is not read.';

/** Why a profile of AWS's config file cannot be imported. */
export function skipWords(reason: SkipReason): string {
  switch (reason.kind) {
    case 'own':
      return `Tobira gives it its credentials already, for the role “${reason.role}”.`;
    case 'keys':
      return 'It holds keys. Tobira needs none, and has not read them.';
    case 'process':
      return 'A program gives it its credentials: the file does not tell which role that leads to.';
    case 'login':
      return 'It gets its credentials from `aws login`: the file does not tell which role that leads to.';
    case 'nothing':
      return 'It names no role.';
    case 'role-arn-wrong':
      return 'Its `role_arn` is not the ARN of an IAM role.';
    case 'partition':
      return `Tobira does not know the partition “${reason.partition}”: where its console is signed in to is not documented.`;
    case 'no-source':
      return 'It does not say from where its role is assumed. If the role lets in your GitLab, add it by hand.';
    case 'credential-source':
      return 'Its role is assumed from the machine that it is used on (`credential_source`).';
    case 'external-id-wrong':
      return 'Its `external_id` holds something that AWS does not allow there.';
    case 'sso-incomplete':
      return 'It signs in to IAM Identity Center, but names no account and role (`sso_account_id`, `sso_role_name`).';
    case 'source-missing':
      return `Its \`source_profile\`, “${reason.source}”, is not in this file.${unread}`;
    case 'source-loop':
      return `Its \`source_profile\`, “${reason.source}”, leads back to it.`;
    case 'chain-too-long':
      return `Its \`source_profile\`, “${reason.source}”, begins a chain of more than ${reason.most} further roles.`;
    case 'source-other-partition':
      return `Its \`source_profile\`, “${reason.source}”, is in another partition of AWS: a role there lets in nobody from here.`;
    case 'source-unknown-role':
      return `Its \`source_profile\`, “${reason.source}”, is for Tobira’s role “${reason.role}”, which the configuration does not have.`;
    case 'source-not-by-gitlab':
      return `Its \`source_profile\`, “${reason.source}”, ${by[reason.by]}: nothing leads from a sign-in at GitLab to this role.${reason.by === 'nothing' ? unread : ''}`;
  }
}

/** What is to be known of a role that can be imported. */
export function remarkWords(remark: ImportRemark): string {
  switch (remark.kind) {
    case 'id-taken':
      return `Another role has this id: it is called “${remark.id}” here.`;
    case 'profile-taken':
      return `Its profile in AWS’s files will be called “${remark.profile}”.`;
    case 'default-profile':
      return `Its profile in AWS’s files will be called “${remark.profile}”: every program uses “default” that names none.`;
    case 'duration-unfit':
      return `\`duration_seconds = ${remark.found}\` is left out: AWS allows 900 to 43200.`;
    case 'duration-chained':
      return `\`duration_seconds = ${remark.found}\` is left out: a role that is assumed from another one lasts 1 hour at most.`;
    case 'region-unfit':
      return `\`region = ${remark.found}\` is left out: it is no region of the role’s partition.`;
    case 'external-id-unused':
      return 'Its `external_id` is left out: AWS asks for none from whoever signs in at GitLab.';
    case 'session-name-unused':
      return 'Its `role_session_name` is left out: Tobira names each session after who is signed in.';
    case 'mfa-unused':
      return 'Its `mfa_serial` is left out: a second factor is asked for by GitLab. A role that wants one from AWS refuses.';
    case 'same-role':
      return `The profile “${remark.profile}” above is for the same role and region.`;
    case 'in-catalogue':
      return `The catalogue “${remark.catalogue}” has this role already, as “${remark.role}”. Add it only if you want one of your own besides.`;
    case 'cluster-guess':
      return 'A guess: a Kubernetes cluster’s tokens lead to this role. It is right only if the role lets in your GitLab as well.';
    case 'sso-guess':
      return `A guess: IAM Identity Center’s own roles let nobody else in. It is right only if there is a role called “${remark.roleName}” in the account that lets in your GitLab.`;
  }
}

const fields: Readonly<Record<PersonalField, string>> = {
  id: 'id',
  name: 'name',
  tag: 'tag',
  arn: 'ARN',
  policy: 'policy',
};

/** The first line of an export. */
export const exportHeading = 'Roles for Tobira. Nothing in here is secret.';

/** What was left out of an export, and what to look at in it. */
export function exportWords(note: ExportNote): string {
  switch (note.kind) {
    case 'destination-left-out':
      return `${note.role}: its destination is left out, as it is no page of AWS’s console.`;
    case 'source-identity-left-out':
      return `${note.role}: the source identity of its chain is left out, as it says who works. Whoever needs one adds their own.`;
    case 'default-profile-left-out':
      return `${note.role}: a catalogue cannot give a role the profile “default”.`;
    case 'profile-left-out':
      return `${note.role}: its profile is left out, as it looks like somebody’s address.`;
    case 'external-id':
      return `${note.role}: its chain has an external id, which is kept. AWS does not take it for a secret; see whether all who read this may know it.`;
    case 'looks-personal':
      return `${note.role}: its ${fields[note.field]} looks as if it held somebody’s address. Look at it before you pass it on.`;
  }
}
