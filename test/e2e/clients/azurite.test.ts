import { judge } from '../../../scripts/oracles/judges/azurite.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
