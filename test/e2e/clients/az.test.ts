import { judge } from '../../../scripts/oracles/judges/az.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
