import { judge } from '../../../scripts/oracles/judges/sarif-multitool.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
