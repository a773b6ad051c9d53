import { judge } from '../../../scripts/oracles/judges/github-schema.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
