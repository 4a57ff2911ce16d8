#!/usr/bin/env bash
# Builds the documentation site into artifacts/site: README.md, the pages under docs/ as they are, and the API of every library.
#     eng/site.sh
#     dotnet docfx serve artifacts/site        # to look at it, on http://localhost:8080
# A link that leads nowhere ends it with an error.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
rm -rf artifacts/site artifacts/site-pages
mkdir -p artifacts/site-pages/docs

# The table of contents: what stands in one folder is one group, and each page has its first heading as its name.
title() { sed -n 's/^# *//p' "$1" | head -n 1 | tr -d '`' | sed "s/'/''/g"; }
group() {
    local name=$1
    shift
    printf -- "- name: '%s'\n  items:\n" "$name"
    for page in "$@"; do
        [ ! -f "$page" ] || printf "  - name: '%s'\n    href: ~/%s\n" "$(title "$page")" "$page"
    done
}
{
    group 'Start' README.md docs/index.md docs/faq.md
    mapfile -t pages < <(ls docs/*.md | grep -v -e docs/index.md -e docs/faq.md)
    group 'Guide' "${pages[@]}"
    for folder in $(ls -d docs/*/ | grep -v decisions/) docs/decisions/; do
        mapfile -t pages < <(find "$folder" -name '*.md' | sort)
        name=$(basename "$folder")
        [ ${#pages[@]} -eq 0 ] || group "${name^}" "${pages[@]}"
    done
    mapfile -t pages < <(find bench -name '*.md' -not -path '*/bin/*' -not -path '*/obj/*' | sort)
    group 'Benchmarks' "${pages[@]}"
    group 'The project' CONTRIBUTING.md CHANGELOG.md
} > artifacts/site-pages/docs/toc.yml
cat > artifacts/site-pages/toc.yml <<'TOC'
- name: Documentation
  href: docs/
  topicHref: ~/README.md
- name: API
  href: api/
TOC

dotnet tool restore
dotnet docfx metadata docfx.json
dotnet docfx build docfx.json --warningsAsErrors
cp artifacts/site/README.html artifacts/site/index.html
echo "artifacts/site/index.html"
