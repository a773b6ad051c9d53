import { judge } from '../../../scripts/oracles/judges/runner.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
