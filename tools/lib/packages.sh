# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced: the packages of tools/packages.txt and how the missing ones get installed.

packages_file="$(dirname -- "${BASH_SOURCE[0]}")/../packages.txt"

# packages_of SECTION…: the package names of these sections, one a line, each once.
packages_of() {
  awk -v sections=" $* " '
    { sub(/#.*/, "") }
    /^\[/ { gsub(/[][ \t]/, ""); is_wanted = index(sections, " " $0 " "); next }
    is_wanted && NF { print $1 }' "$packages_file" | sort -u
}

# missing_packages SECTION…: those of them that are not installed.
missing_packages() {
  local wanted
  mapfile -t wanted < <(packages_of "$@")
  comm -23 <(printf '%s\n' "${wanted[@]}") \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
      sed -n 's/^installed //p' | sort -u)
}

# as_root COMMAND…: runs it as root; 1 with nothing done when there is no way to.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
    sudo -- "$@"
  else
    return 1
  fi
}

# ensure_packages SECTION…: installs what is missing, or says what to do and ends with 1.
ensure_packages() {
  if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian. See tools/packages.txt for what Sen needs." >&2
    exit 1
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  if ! as_root true; then
    echo "This needs root or sudo. Ask an administrator to run:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root "${apt[@]}" update >&2 ||
    echo "The package lists could not all be renewed; trying with those at hand." >&2
  if ! as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2; then
    echo "The packages could not be installed; apt-get says why above." >&2
    exit 1
  fi
}
