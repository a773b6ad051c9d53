import { judge } from '../../../scripts/oracles/judges/buildah.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
