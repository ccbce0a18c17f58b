import type { Endpoint } from '../../sandbox/gitlab/endpoint.ts';
import type { Fault } from '../../sandbox/gitlab/fault.ts';
import type { IdTokenFault } from '../../sandbox/gitlab/id-token-faults.ts';
import type { Action } from '../../sandbox/aws/exchange.ts';
import type { Fault as AwsFault } from '../../sandbox/aws/faults.ts';
import type { Rig } from './rig.ts';

type Strike = (rig: Rig) => () => unknown;

/** GitLab answers like this, everywhere or at one endpoint, until it is lifted. */
export function gitlabAnswers(fault: Fault, endpoint: Endpoint | '*' = '*'): Strike {
  return ({ sandbox }) => sandbox.gitlab.faults.add(endpoint, fault);
}

/** GitLab signs ID tokens like this until it is lifted. */
export function idTokensAre(fault: IdTokenFault): Strike {
  return ({ sandbox }) => sandbox.gitlab.faults.addIdToken(fault);
}

/** AWS answers like this until it is lifted, or so many times. */
export function awsAnswers(action: Action, fault: AwsFault, times = Infinity): Strike {
  return ({ sandbox }) => {
    sandbox.aws.faults.inject(action, fault, times);
    return () => sandbox.aws.faults.clear(action);
  };
}

/** Every request is led elsewhere until it is lifted. */
export function ledTo(detour: (url: URL) => string): Strike {
  return ({ road }) => {
    road.detour = detour;
    return () => void (road.detour = undefined);
  };
}
