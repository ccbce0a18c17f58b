import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../src/cli/child-environment.ts';

const own = { AWS_ACCESS_KEY_ID: 'ASIAOWN', AWS_REGION: 'eu-central-1' };

describe('what would make a program somebody else', () => {
  it.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AMAZON_ACCESS_KEY_ID',
    'AMAZON_SECRET_ACCESS_KEY',
    'AMAZON_SESSION_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_SESSION_EXPIRATION',
    'AWS_ACCOUNT_ID',
    'AWS_CREDENTIAL_SCOPE',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_CREDENTIAL_FILE',
    'AWS_BEARER_TOKEN_BEDROCK',
    'AWS_SSO_ACCOUNT_ID',
    'AWS_SSO_PROFILE',
    'AWS_VAULT',
    'AWSUME_PROFILE',
    'AWSU_PROFILE',
    'AWS_DEFAULT_REGION',
    'AMAZON_REGION',
    'TOBIRA_ROLE',
  ])('is removed: %s', (name) => {
    expect(childEnvironment({ [name]: 'other', HOME: '/home/aiko' }, own, 'linux')).toEqual({
      HOME: '/home/aiko',
      ...own,
    });
  });
});

it.each([
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CA_BUNDLE',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_S3',
  'AWS_PAGER',
  'AWS_DEFAULT_OUTPUT',
  'AWS_RETRY_MODE',
  'AWS_MAX_ATTEMPTS',
  'AWS_SDK_LOAD_CONFIG',
  'AWS_STS_REGIONAL_ENDPOINTS',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_USE_FIPS_ENDPOINT',
  'NOT_AWS_PROFILE',
  'AWS_PROFILE_OF_MINE',
  'aws_profile',
  'TOBIRA_CONFIG',
  'PATH',
])('what says nothing of who one is stays: %s', (name) => {
  expect(childEnvironment({ [name]: 'as it was' }, own, 'linux')).toEqual({ [name]: 'as it was', ...own });
});

it('what the role brings wins, and what is not set is not there', () => {
  expect(childEnvironment({ AWS_REGION: 'us-east-1', UNSET: undefined, EMPTY: '' }, own, 'darwin')).toEqual({
    EMPTY: '',
    ...own,
  });
});

it('on Windows a name is the same in any case', () => {
  const inherited = { Aws_Profile: 'other', aws_region: 'us-east-1', Path: 'C:\\bin' };
  expect(childEnvironment(inherited, own, 'win32')).toEqual({ Path: 'C:\\bin', ...own });
});
