// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace sen::store {

/// Why a writer's act failed, in a form that a program can turn into a sentence of any language.
/// The Error that comes back with it is for the log.
struct Trouble {
    enum class Kind {
        None,
        Locked,           ///< another writer is at work
        ManifestMissing,  ///< the source has no manifest.json
        ManifestDamaged,
        ManifestUnsupported,  ///< made for a newer program
        Untrusted,
        Older,         ///< an older version than the installed one
        OtherContent,  ///< the installed version again, with other content
        UnsignedOverSigned,
        OtherAuthority,  ///< another root of trust vouches for the installed pack
        WrongTarget,     ///< signed under the name of another pack
        OfferedTwice,    ///< one change says two things of a pack
        TooManyPacks,
        WithdrawalRefused,     ///< a withdrawal list says what it may not, or is damaged
        ObjectMissing,         ///< `file` is not in the source
        ObjectDamaged,         ///< `file` in the source is not what the manifest says
        SourceUnreadable,      ///< the source stopped answering
        CatalogueRefused,      ///< the pack contradicts itself
        CatalogueUnsupported,  ///< made by an older or newer program
        NoSpace,               ///< by plan (`need` and `has` are set) or by the disk
        StoreReadOnly,
        StoreNotPermitted,
        StoreFailed,  ///< the disk under the store failed or lost bytes
        StoreDamaged,
        StoreUnsupported,  ///< written by a newer program
        NothingInstalled,
        NoPrevious,
    };
    Kind kind = Kind::None;
    std::string file;                          ///< path in the manifest, or in the store
    std::string pack;                          ///< "<publisher>/<id>"
    std::uint64_t need = 0, has = 0;           ///< bytes
    std::uint64_t installed = 0, offered = 0;  ///< versions
};

/// Keeps the trouble of one act and makes its Errors.
class TroubleLog {
  public:
    const Trouble& last() const { return last_; }
    void clear() { last_ = {}; }
    void restore(Trouble trouble) { last_ = std::move(trouble); }

    /// The Error of a trouble; the message is in English, for the log.
    tl::unexpected<Error> report(Trouble trouble, ErrorKind kind, std::string message);
    /// A failed system call on the store.
    tl::unexpected<Error> store_call(int code, std::string_view act, std::string_view file);

  private:
    Trouble last_;
};

}  // namespace sen::store
