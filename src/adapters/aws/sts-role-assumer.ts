import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  type STSClientConfig,
} from '@aws-sdk/client-sts';
import type { AwsCredentials } from '../../core/model.ts';
import { createPatientHttp } from '../../core/patient-http.ts';
import type { Clock, Http, RoleAssumer, RoleAssumption } from '../../core/ports.ts';
import { partition } from './partitions.ts';
import { createSdkHandler } from './sdk-handler.ts';
import { completeCredentials, readAnswer, type Answer, type GivenSession } from './sts-answer.ts';
import { notAws, stsFailure, type Asked } from './sts-refusals.ts';

/** What is asked of one session; only the last one of a chain is for anybody's use. */
type Wishes = Pick<RoleAssumption, 'durationSeconds' | 'policyArns' | 'policy'>;

/** A session that only leads to the next one: the shortest that there is, in seconds. */
const step: Wishes = { durationSeconds: 900 };

/**
 * sts:AssumeRoleWithWebIdentity, and sts:AssumeRole from there on, through the AWS SDK, at the regional endpoint of the
 * role's partition.
 */
export function createStsRoleAssumer(network: Http, clock: Clock): RoleAssumer {
  const http = createPatientHttp(network, clock);
  // The SDK would print on stderr which Node versions it means to drop: no news for whoever asks for credentials.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

  return {
    async assume({ roleArn, region, endpoints, sessionName, chain = [], idToken, signal, ...wishes }) {
      const endpoint = endpoints.sts ?? partition(roleArn.partition).sts(region);
      /** How far AWS's clock is ahead of this computer's: signatures are dated, and refused where they are too old. */
      let ahead = 0;

      async function ask(
        asFor: Wishes,
        by: Pick<Asked, 'roleArn' | 'by'>,
        send: (client: STSClient) => Promise<GivenSession>,
        signing: Partial<STSClientConfig>,
      ): Promise<AwsCredentials> {
        signal?.throwIfAborted();
        let answer: Answer = { host: new URL(endpoint).host, status: 0 };
        const watched: Http = {
          async send(request) {
            const response = await http.send({ ...request, ...(signal && { signal }) });
            answer = { ...answer, ...readAnswer(response, clock) };
            // The SDK dates what it signs by the machine's own clock, whichever is handed in here.
            if (answer.time !== undefined) ahead = answer.time - Date.now();
            return response;
          },
        };
        const client = new STSClient({
          region,
          requestHandler: createSdkHandler(watched),
          endpoint,
          // Retries belong to the caller, who can get a fresh ID token for them.
          maxAttempts: 1,
          ...settled,
          ...signing,
        });
        try {
          const given = await send(client);
          const answeredAt = answer.time ?? clock.now();
          const credentials = completeCredentials(given, answeredAt, asFor.durationSeconds);
          if (credentials === undefined) throw notAws(answer);
          return credentials;
        } catch (error) {
          // How long a step lasts is nobody's wish: it is not told as one that was refused.
          const { durationSeconds, policy } = asFor === step ? {} : asFor;
          throw stsFailure(error, { ...by, region, durationSeconds, policy }, answer);
        }
      }

      const first = chain.length === 0 ? wishes : step;
      const entry = new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn.text,
        RoleSessionName: sessionName,
        WebIdentityToken: idToken.jwt,
        ...parametersOf(first),
      });
      let held = await ask(
        first,
        { roleArn, by: { kind: 'token', idToken } },
        (client) => client.send(entry),
        unsigned,
      );
      let from = roleArn;
      for (const [index, link] of chain.entries()) {
        const asFor = index === chain.length - 1 ? wishes : step;
        const { arn, externalId, sourceIdentity } = link;
        const onward = new AssumeRoleCommand({
          RoleArn: arn.text,
          RoleSessionName: sessionName,
          ...(externalId !== undefined && { ExternalId: externalId }),
          ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
          ...parametersOf(asFor),
        });
        const { accessKeyId, secretAccessKey, sessionToken } = held;
        held = await ask(
          asFor,
          { roleArn: arn, by: { kind: 'link', link, place: index + 1, from } },
          (client) => client.send(onward),
          {
            credentials: { accessKeyId, secretAccessKey, sessionToken },
            authSchemePreference: ['aws.auth#sigv4'],
            systemClockOffset: ahead,
          },
        );
        from = arn;
      }
      return held;
    },
  };
}

function parametersOf({ durationSeconds, policyArns = [], policy }: Wishes) {
  return {
    ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
    ...(policyArns.length > 0 && { PolicyArns: policyArns.map((arn) => ({ arn })) }),
    ...(policy !== undefined && { Policy: policy }),
  };
}

/** The ID token is the proof. */
const unsigned = { authSchemePreference: ['smithy.api#noAuth'] } satisfies Partial<STSClientConfig>;

/**
 * What the SDK would else look for in the files of AWS in the user's home: none of it matters for a request that brings
 * its own keys, or needs none, and goes to a given address; and in a bare container there is neither a home nor a user
 * that it could ask for.
 */
const settled = {
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  sigv4aSigningRegionSet: [] as string[],
  userAgentAppId: () => Promise.resolve(undefined),
} satisfies Partial<STSClientConfig>;
