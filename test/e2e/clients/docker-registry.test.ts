import { judge } from '../../../scripts/oracles/judges/docker-registry.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
