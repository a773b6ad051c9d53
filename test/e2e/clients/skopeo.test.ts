import { judge } from '../../../scripts/oracles/judges/skopeo.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
