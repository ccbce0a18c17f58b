import { usage } from '../usage.ts';
import { agent } from './english/agent.ts';
import { catalogues } from './english/catalogues.ts';
import { ci } from './english/ci.ts';
import { common } from './english/common.ts';
import { config } from './english/config.ts';
import { consoleTexts } from './english/console.ts';
import { doctor } from './english/doctor.ts';
import { exec } from './english/exec.ts';
import { explain } from './english/explain.ts';
import { exports } from './english/export.ts';
import { imports } from './english/import.ts';
import { login } from './english/login.ts';
import { logout } from './english/logout.ts';
import { profile } from './english/profile.ts';
import { roles } from './english/roles.ts';
import { serve } from './english/serve.ts';
import { setup } from './english/setup.ts';
import { status } from './english/status.ts';

/** What stands here has to be in Japanese, too: a line without does not compile. */
export const english = {
  usage,
  common,
  agent,
  catalogues,
  ci,
  config,
  console: consoleTexts,
  doctor,
  exec,
  explain,
  exports,
  imports,
  login,
  logout,
  profile,
  roles,
  serve,
  setup,
  status,
};
