import { judge } from '../../../scripts/oracles/judges/builder.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
