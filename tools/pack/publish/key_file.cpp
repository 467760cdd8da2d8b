// SPDX-License-Identifier: Apache-2.0
#include "key_file.h"

#include "new_file.h"
#include "trust/canonical_json.h"

namespace sen::pack {

Result<trust::PublicKey> make_key_files(const std::filesystem::path& file, trust::KeyKind kind,
                                        std::string_view passphrase, RefusalLog& refusals,
                                        const trust::Sealing& sealing) {
    const std::filesystem::path public_file = file.string() + ".pub";
    std::error_code error;
    for (const auto& one : {file, public_file})
        if (std::filesystem::exists(std::filesystem::symlink_status(one, error)))
            return refusals.refuse(ErrorKind::Invalid, "seal_key_exists", {{"file", one.string()}});
    SEN_TRY(const auto key, trust::PrivateKey::generate(kind));
    const auto pem = key.to_sealed_pem(passphrase, sealing);
    if (!pem && pem.error().kind == ErrorKind::Invalid)
        return refusals.refuse(ErrorKind::Invalid, "seal_too_short",
                               {{"least", std::to_string(trust::kMinPassphraseLetters)}});
    if (!pem) return tl::unexpected(pem.error());
    auto written = write_new(file, *pem, 0600);
    if (written)
        written =
            write_new(public_file, trust::canonical_json(key.public_key().json()) + '\n', 0644);
    if (!written)
        return refusals.refuse(written.error().kind, "seal_not_written",
                               {{"file", file.string()}, {"reason", written.error().message}});
    return key.public_key();
}

}  // namespace sen::pack
