import { expect, test } from 'vitest';
import { agentEnvironment } from '../../../src/cli/agent-environment.ts';

test.for([
  'AWS_ACCESS_KEY_ID',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'GITLAB_TOKEN',
  'CI_JOB_TOKEN',
  'MY_ID_TOKEN',
  'DB_PASSWORD',
  'RESTIC_PASSPHRASE',
  'OPENAI_API_KEY',
  'client_secret',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_DEBUG',
  'NODE_CHANNEL_FD',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_DISABLE_SANDBOX',
  'SSLKEYLOGFILE',
  'npm_config_registry',
  'DESKTOP_STARTUP_ID',
  'XDG_ACTIVATION_TOKEN',
])('an agent does not inherit %s', (name) => {
  expect(agentEnvironment({ [name]: 'x', HOME: '/home/aiko' })).toEqual({ HOME: '/home/aiko' });
});

test.for([
  'HOME',
  'PATH',
  'LANG',
  'DISPLAY',
  'XAUTHORITY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'HTTPS_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'TOBIRA_RUNTIME_DIR',
  'APPDATA',
])('it inherits %s', (name) => {
  expect(agentEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' });
});
