import type { english } from './english.ts';
import { agent } from './japanese/agent.ts';
import { catalogues } from './japanese/catalogues.ts';
import { ci } from './japanese/ci.ts';
import { common } from './japanese/common.ts';
import { config } from './japanese/config.ts';
import { consoleTexts } from './japanese/console.ts';
import { doctor } from './japanese/doctor.ts';
import { exec } from './japanese/exec.ts';
import { explain } from './japanese/explain.ts';
import { exports } from './japanese/export.ts';
import { imports } from './japanese/import.ts';
import { login } from './japanese/login.ts';
import { logout } from './japanese/logout.ts';
import { profile } from './japanese/profile.ts';
import { roles } from './japanese/roles.ts';
import { serve } from './japanese/serve.ts';
import { setup } from './japanese/setup.ts';
import { status } from './japanese/status.ts';
import { usage } from './japanese/usage.ts';

/** Every line of the English ones. */
export const japanese: typeof english = {
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
