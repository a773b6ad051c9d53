import type { Expression } from '../model/expression.ts';
import { run, runFor } from '../model/steps.ts';
import type { Step } from '../model/types.ts';
import { github } from './contexts.ts';
import { downloadArtifact } from './third-party.ts';

/** The artifact by which a release goes from job to job. */
export const releaseArtifact = 'release';

/** What gh needs, and the version with its commit. */
function describeRelease(version: Expression) {
  return { GH_TOKEN: github.token, GH_REPO: github.repository, VERSION: version, COMMIT: github.sha };
}

/** Stops before anything is installed: a version or ref that is wrong, a tag or release that is taken. */
export function refuseUnreleasable(version: Expression): Step {
  return run({
    name: 'Refuse what cannot be released',
    env: { ...describeRelease(version), REF: github.ref },
    script: `refuse() { echo "::error::$1" && exit 1; }
number='(0|[1-9][0-9]*)'
[[ $VERSION =~ ^$number\\.$number\\.$number$ ]] || refuse 'RELEASE_VERSION_INVALID: the version is none such as 1.4.0'
[ "$REF" = refs/heads/main ] || refuse 'RELEASE_REF_WRONG: releases come from main alone'
[ "$(npm pkg get version)" = "\\"$VERSION\\"" ] || refuse 'RELEASE_VERSION_DIFFERS: package.json has another version'
tag=$(gh api "repos/$GH_REPO/git/matching-refs/tags/v$VERSION" --jq ".[] | select(.ref == \\"refs/tags/v$VERSION\\").object.sha")
if [ -n "$tag" ] && [ "$tag" != "$COMMIT" ]; then
  refuse "RELEASE_TAG_TAKEN: v$VERSION is another commit, and a tag never moves; take the next version"
fi
found=$(gh api --paginate "repos/$GH_REPO/releases" --jq ".[] | select(.tag_name == \\"v$VERSION\\").html_url")
[ -z "$found" ] || refuse "RELEASE_EXISTS: v$VERSION is out; take the next version"`,
  });
}

/** Builds dist from nothing and stops where it is not what is committed, to the byte. */
export const compareDist: Step = run({
  name: 'Build dist again and compare it byte by byte',
  script: `rm -rf dist
npm run build
changed=$(git status --porcelain --ignored -- dist)
if [ -n "$changed" ]; then
  git diff --stat -- dist
  echo "$changed"
  echo '::error::RELEASE_DIST_DIFFERS: dist is not what its sources build; run npm run build, and commit dist'
  exit 1
fi`,
});

/** Packs the source with dist as it is committed. */
export function packSource(version: Expression): Step {
  return run({
    name: 'Pack',
    env: { VERSION: version },
    script: `mkdir release
git archive --format=tar --prefix="lazaret-$VERSION/" --output="release/lazaret-$VERSION.tar" HEAD`,
  });
}

/** Writes the SBOM of what dist can hold: the packages that are neither for development nor optional. */
export function listPackages(version: Expression): Step {
  return run({
    name: 'List what is bundled',
    env: { VERSION: version },
    script: `bundled="$RUNNER_TEMP/lazaret"
mkdir "$bundled"
cp package.json package-lock.json "$bundled"
cd "$bundled"
npm ci --ignore-scripts --omit dev --omit optional
# With --omit, npm sbom leaves out what a tool for development needs as well: the tools must be gone instead.
npm pkg delete devDependencies optionalDependencies
npm sbom --sbom-format cyclonedx --sbom-type application > "$GITHUB_WORKSPACE/release/lazaret-$VERSION.cdx.json"`,
  });
}

/** Sums up the release; its output pins all of it. */
export const sumUpRelease = runFor({
  id: 'sum-up',
  name: 'Sum up',
  outputs: ['sums'],
  script: `cd release
sha256sum -- * > SHA256SUMS
sums=$(sha256sum < SHA256SUMS)
echo "sums=\${sums%% *}" >> "$GITHUB_OUTPUT"`,
});

/** Takes the release over and stops unless it is what was packed, to the byte and the file. */
export function takeRelease(sums: Expression): readonly Step[] {
  return [
    downloadArtifact({ name: 'Take the release over', with: { name: releaseArtifact, path: 'release' } }),
    run({
      name: 'See that it is what was built',
      env: { SUMS: sums },
      script: `cd release
echo "$SUMS  SHA256SUMS" | sha256sum --check --strict
sha256sum --check --strict SHA256SUMS
[ "$(find . -type f | wc -l)" = "$(($(wc -l < SHA256SUMS) + 1))" ]`,
    }),
  ];
}

/** Makes the tag, or takes one that an earlier attempt left at this commit, and publishes the release. */
export function publishRelease(version: Expression): readonly Step[] {
  const env = describeRelease(version);
  return [
    run({
      name: 'Create the tag',
      env,
      script: `tag=$(gh api "repos/$GH_REPO/git/matching-refs/tags/v$VERSION" --jq ".[] | select(.ref == \\"refs/tags/v$VERSION\\").object.sha")
if [ -z "$tag" ]; then
  gh api "repos/$GH_REPO/git/refs" --silent --raw-field ref="refs/tags/v$VERSION" --raw-field sha="$COMMIT"
elif [ "$tag" != "$COMMIT" ]; then
  echo "::error::RELEASE_TAG_TAKEN: v$VERSION is another commit, and a tag never moves; take the next version"
  exit 1
fi`,
    }),
    run({
      name: 'Create the release',
      env,
      script: `cd release
gh release create "v$VERSION" --verify-tag --title "v$VERSION" --notes 'See CHANGELOG.md.' -- *`,
    }),
    run({
      name: 'See that it cannot change any more',
      env,
      script: `locked=$(gh api "repos/$GH_REPO/releases/tags/v$VERSION" --jq .immutable)
if [ "$locked" != true ]; then
  echo "::error::RELEASE_NOT_LOCKED: enable release immutability in the repository's settings, delete the release v$VERSION, and run this job again"
  exit 1
fi`,
    }),
  ];
}

/** Moves the branch that adopters of a major version follow; GitHub refuses what is no fast forward. */
export function moveMajorBranch(version: Expression): Step {
  return run({
    name: 'Move the branch of the major version forward',
    env: describeRelease(version),
    script: `major="v\${VERSION%%.*}"
refs="repos/$GH_REPO/git/refs"
found=$(gh api "repos/$GH_REPO/git/matching-refs/heads/$major" --jq ".[] | select(.ref == \\"refs/heads/$major\\").object.sha")
if [ -z "$found" ]; then
  gh api "$refs" --silent --raw-field ref="refs/heads/$major" --raw-field sha="$COMMIT"
elif ! gh api --method PATCH "$refs/heads/$major" --silent --raw-field sha="$COMMIT" --field force=false; then
  echo "::error::RELEASE_BRANCH_STAYS: GitHub refused to move $major forward to $COMMIT; where the token may not pass a change of workflows, somebody who may does it by hand"
  exit 1
fi`,
  });
}
