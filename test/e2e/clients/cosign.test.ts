import { judge } from '../../../scripts/oracles/judges/cosign.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
