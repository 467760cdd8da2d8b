// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/store.h"
#include "voice.h"

namespace sen::sync {

struct Options {
    std::filesystem::path store;
    std::string from;              ///< a folder; for update and trust add also an address
    bool allows_unsigned = false;  ///< install only
    bool repairs = false;          ///< install, verify
    std::uint64_t budget_mb = 0;   ///< verify --repair: megabytes to read; 0: everything
    bool is_again = false;         ///< update: also what somebody went back from
    std::string authority;         ///< update: only this one; trust: the one to add or remove
    std::filesystem::path to;      ///< export
    struct Trust {                 ///< trust add
        std::filesystem::path root;
        std::string fingerprint;
        std::vector<std::string> mirrors, publishers;
    } trust;
};

/// Each does one command and returns the program's exit status: 0 done or nothing to do, 1 refused
/// or failed, with a sentence on standard error.
int install_pack(const Voice& voice, const Options& options);
int show_status(const Voice& voice, const Options& options);
int roll_back(const Voice& voice, const Options& options);
int verify(const Voice& voice, const Options& options);
/// verify --repair
int repair(const Voice& voice, const Options& options);
int update(const Voice& voice, const Options& options);
int export_content(const Voice& voice, const Options& options);
int add_trust(const Voice& voice, const Options& options);
int list_trust(const Voice& voice, const Options& options);
int remove_trust(const Voice& voice, const Options& options);

/// What several commands say alike: a pack as JSON, "<publisher>/<id>", and the sentence for a
/// store that cannot be read (returns 1).
nlohmann::json facts_of(const store::InstalledPack& pack);
std::string name_of(const store::InstalledPack& pack);
int refuse_reading(const Voice& voice, const Options& options, const Error& error);

}  // namespace sen::sync
