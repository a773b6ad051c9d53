import { judge } from '../../../scripts/oracles/judges/git.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
