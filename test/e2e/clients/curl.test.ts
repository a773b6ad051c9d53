import { judge } from '../../../scripts/oracles/judges/curl.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
