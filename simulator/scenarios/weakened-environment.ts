import { repository } from '../estate/index.ts';
import type { Scenario } from './types.ts';
import { refuseAfterWaiting } from './waiting.ts';

/** The settings of an environment can be changed while it is waited for. */
export const weakenedEnvironment: Scenario = {
  name: 'weakened-environment',
  title:
    'while a promotion waits, administrators get the right to bypass its environment: the job stops at once',
  async play(stage) {
    const { hub } = stage.simulation.github;
    await refuseAfterWaiting(stage, {
      expectedCode: 'PREFLIGHT_ENVIRONMENT_BYPASS',
      meanwhile() {
        hub.setEnvironment(repository.fullName, 'promote', { canAdminsBypass: true });
        stage.tell('platform-engineer lets administrators bypass the environment "promote"');
      },
    });
  },
};
