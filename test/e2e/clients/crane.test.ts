import { judge } from '../../../scripts/oracles/judges/crane.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
