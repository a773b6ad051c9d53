import { judge } from '../../../scripts/oracles/judges/in-toto.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
