import { judge } from '../../../scripts/oracles/judges/storage-blob.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
