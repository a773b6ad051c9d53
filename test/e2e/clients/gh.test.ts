import { judge } from '../../../scripts/oracles/judges/gh.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
