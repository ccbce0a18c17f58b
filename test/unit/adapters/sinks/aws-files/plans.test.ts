import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../../src/adapters/sinks/aws-files/edit.ts';
import { readIni, type IniFile } from '../../../../../src/adapters/sinks/aws-files/ini-file.ts';
import { markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import {
  planConfigBesideStatic,
  planCredentialsBesideProcess,
  planProcess,
  planRemoval,
  planStatic,
  type Wish,
} from '../../../../../src/adapters/sinks/aws-files/profile-plan.ts';
import { tidyIni } from './ini-texts.ts';

const wish = (round = 1, overwrite = false): Wish => ({
  profile: 'ours',
  overwrite,
  stanza: {
    marker: markerFor('prod-admin'),
    region: 'eu-west-1',
    settings: [
      ['aws_access_key_id', `ASIA${round}`],
      ['aws_secret_access_key', `secret/${round}=`],
      ['aws_session_token', `token+${round}==`],
    ],
  },
});
const processWish = (overwrite = false): Wish => ({
  ...wish(1, overwrite),
  stanza: { ...wish().stanza, settings: [['credential_process', '/bin/tobira credentials a']] },
});
const block = (round = 1): string =>
  `# Managed by Tobira for the role "prod-admin". What Tobira wrote here, it renews.\nregion = eu-west-1\naws_access_key_id = ASIA${round}\naws_secret_access_key = secret/${round}=\naws_session_token = token+${round}==\n`;

const read = (text: string | Buffer): IniFile => readIni('file', Buffer.from(text as string, 'latin1'));
const none = read('');

function applied(ini: IniFile, edit: Edit | undefined): string {
  return edit === undefined ? ini.slice(0) : `${ini.slice(0, edit.start)}${edit.text}${ini.slice(edit.end)}`;
}
const put = (text: string, round = 1, overwrite = false): string => {
  const ini = read(text);
  return applied(ini, planStatic({ credentials: ini, config: none }, wish(round, overwrite)));
};
const putProcess = (text: string, overwrite = false): string => {
  const ini = read(text);
  return applied(ini, planProcess({ credentials: none, config: ini }, processWish(overwrite)));
};
const take = (text: string): string => {
  const ini = read(text);
  return applied(ini, planRemoval(ini, 'credentials', 'ours'));
};

describe('a static profile in any file that botocore reads', () => {
  it('is put after it, updated in its place, and taken out again: every other byte stays', () => {
    fc.assert(
      fc.property(tidyIni, fc.nat(9), (bytes, round) => {
        const before = bytes.toString('latin1');
        const added = put(before);
        expect(added.startsWith(before)).toBe(true);
        const updated = put(added, round);
        expect(updated.startsWith(before)).toBe(true);
        expect(updated.replaceAll('\r\n', '\n').endsWith(`[ours]\n${block(round)}`)).toBe(true);
        expect(put(updated, round)).toBe(updated);
        expect(take(updated)).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays whole among sections that come after it', () => {
    fc.assert(
      fc.property(tidyIni, (bytes) => {
        const before = bytes.toString('latin1');
        const others = `${put(before)}\n[later]\n  a = b`;
        expect(take(put(others, 2))).toBe(
          before === '' || /[\r\n]$/.test(before)
            ? `${before}\n[later]\n  a = b`
            : `${before}${read(before).eol}\n[later]\n  a = b`,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('ends its lines as the file does where that has one way to', () => {
    expect(put('[a]\r\nb = c\r\n')).toBe(`[a]\r\nb = c\r\n\r\n[ours]\r\n${block().replaceAll('\n', '\r\n')}`);
    expect(put('[a]\r\nb = c\n')).toBe(`[a]\r\nb = c\n\n[ours]\n${block()}`);
  });
});

describe('what the user adds to a section of ours', () => {
  it('survives an update and a removal', () => {
    const text = `[ours]\n${block()}output = json\n\n# about the next one\n[next]\na = b\n`;
    expect(put(text, 2)).toBe(`[ours]\n${block(2)}output = json\n\n# about the next one\n[next]\na = b\n`);
    expect(take(text)).toBe('[ours]\noutput = json\n\n# about the next one\n[next]\na = b\n');
  });

  it.each(['# mine\n', 'output = json\n', '\n'])(
    'stays above it where the keys are the same: %j',
    (above) => {
      const text = `[ours]\n${above}${block()}[next]\n`;
      expect(put(text)).toBe(text);
      expect(put(text, 2)).toBe(`[ours]\n${block(2)}${above}[next]\n`);
    },
  );

  it('keeps an indented setting, which botocore took for a part of our token, and makes it one of its own', () => {
    const text = `[ours]\n${block()}  output = json\n`;
    const indented = block(2).replace(/^(?=\w)/gm, '  ');
    expect(put(text, 2)).toBe(`[ours]\n${indented}  output = json\n`);
  });

  it('drops what continues a key of ours and is no setting', () => {
    expect(put(`[ours]\n${block()}   rest of it\n`, 2)).toBe(`[ours]\n${block(2)}`);
  });

  it('is left alone where an indented line would come to belong to another setting', () => {
    const text = `[ours]\noutput = json\n${block()}    cli_pager = x\n`;
    expect(() => put(text, 2)).toThrow(expect.objectContaining({ code: 'aws_file_malformed' }) as Error);
  });

  it('keeps the comment above the next section where ours is taken out', () => {
    expect(take(`[a]\nb = c\n\n[ours]\n${block()}\n# next\n[next]\n`)).toBe('[a]\nb = c\n\n# next\n[next]\n');
  });
});

describe('a profile that is not ours', () => {
  const foreign =
    '[ours] \n# mine\n AWS_Access_Key_Id: OLD\n aws_security_token = OLD\n\n output = json\n expiration = 2020\n region = us-east-1\n[next]\n';

  it('is refused', () => {
    expect(() => put(foreign)).toThrow(
      expect.objectContaining({ code: 'profile_taken', details: { path: 'file', profile: 'ours' } }) as Error,
    );
  });

  it('is taken over where the user says so: old keys and what belongs to them go, all else stays', () => {
    const ours = block()
      .replace('region = eu-west-1\n', '')
      .replace(/^(?=\w)/gm, ' ');
    expect(put(foreign, 1, true)).toBe(
      `[ours] \n${ours}# mine\n\n output = json\n region = us-east-1\n[next]\n`,
    );
    expect(take(put(foreign, 1, true))).toBe(
      '[ours] \n# mine\n\n output = json\n region = us-east-1\n[next]\n',
    );
  });

  it('is not mistaken where a marker is not one to the letter', () => {
    const text = `[ours]\n${block().replace('renews.', 'renews!')}`;
    expect(() => put(text)).toThrow(expect.objectContaining({ code: 'profile_taken' }) as Error);
  });

  it.each([
    ['is written otherwise for some readers', '[ours] x\na = b\n'],
    ['is indented, so that some take it for a value', '[a]\nb = c\n  [ours]\n  d = e\n'],
  ])('is left alone where its header %s', (_, text) => {
    expect(() => put(text, 1, true)).toThrow(
      expect.objectContaining({ code: 'aws_file_malformed' }) as Error,
    );
  });
});

describe('the other file', () => {
  const beside = (config: string, overwrite = false): string => {
    const ini = read(config);
    return applied(ini, planConfigBesideStatic(ini, wish(1, overwrite), false));
  };

  it('may say how the profile is used, and then says which region', () => {
    const config = read('[profile ours]\nregion = us-east-1\noutput = json\n');
    expect(planStatic({ credentials: none, config }, wish())?.text).not.toContain('region');
    expect(planConfigBesideStatic(config, wish())).toBeUndefined();
  });

  it.each([
    'role_arn = a\nsource_profile = b',
    'sso_session = a',
    'web_identity_token_file = a',
    'credential_process = a',
  ])('may not bring credentials of its own: %s', (lines) => {
    const config = read(`[profile ours]\n${lines}\n`);
    expect(() => planStatic({ credentials: none, config }, wish())).toThrow(
      expect.objectContaining({ code: 'profile_taken' }) as Error,
    );
  });

  it('loses only what would win over static keys', () => {
    expect(beside('[profile ours]\nrole_arn = a\nsource_profile = b\nregion = c\n', true)).toBe(
      '[profile ours]\nsource_profile = b\nregion = c\n',
    );
  });

  it('loses our own process', () => {
    expect(beside(putProcess(''))).toBe('');
  });

  it('may not say in [DEFAULT] what every profile would then say', () => {
    const bad = read('[DEFAULT]\naws_security_token = a\n');
    expect(() => planStatic({ credentials: bad, config: none }, wish())).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ line: 2 }) as unknown }) as Error,
    );
  });
});

describe('a profile with a process', () => {
  it('names the keys that would shadow it, and removes just these where the user says so', () => {
    const ini = read('[ours]\naws_access_key_id = a\noutput = json\naws_secret_access_key = b\n');
    expect(() => planCredentialsBesideProcess(ini, processWish())).toThrow(
      expect.objectContaining({
        code: 'profile_shadowed',
        details: { path: 'file', profile: 'ours', keys: ['aws_access_key_id', 'aws_secret_access_key'] },
      }) as Error,
    );
    expect(applied(ini, planCredentialsBesideProcess(ini, processWish(true)))).toBe(
      '[ours]\noutput = json\n',
    );
  });

  it('takes our own static keys away', () => {
    const ini = read(put('[a]\nb = c'));
    expect(applied(ini, planCredentialsBesideProcess(ini, processWish()))).toBe('[a]\nb = c');
  });

  it('wants to be asked before it moves into a section that brings credentials', () => {
    const text = '[profile "ours"]\nsso_session = x\nregion = x\n';
    expect(() => putProcess(text)).toThrow(expect.objectContaining({ code: 'profile_taken' }) as Error);
    expect(putProcess(text, true)).toBe(
      `[profile "ours"]\n${markerFor('prod-admin')}\ncredential_process = /bin/tobira credentials a\nsso_session = x\nregion = x\n`,
    );
  });

  it('refuses a profile that has two sections', () => {
    expect(() => putProcess('[profile ours]\na = b\n[profile "ours"]\n', true)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ line: 3 }) as unknown }) as Error,
    );
  });
});
