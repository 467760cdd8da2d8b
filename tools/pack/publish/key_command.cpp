// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "key_file.h"
#include "publish_commands.h"
#include "publisher.h"

namespace sen::pack {
namespace {

trust::KeyKind kind_of(const std::string& name) {
    if (name == "ecdsa") return trust::KeyKind::Ecdsa;
    return name == "rsa" ? trust::KeyKind::Rsa : trust::KeyKind::Ed25519;
}

void say_key(const Publisher& publisher, const trust::PublicKey& key) {
    publisher.say("seal_fingerprint", {{"fingerprint", fingerprint_of(key)}, {"id", key.id()}});
}

}  // namespace

int key_new_command(const PublishOptions& options, const Messages& messages) {
    Publisher publisher(options, messages);
    const auto run = [&]() -> Result<void> {
        SEN_TRY(const auto passphrase, publisher.passphrases().of_new_key(options.file));
        SEN_TRY(const auto key, make_key_files(options.file, kind_of(options.key_type), passphrase,
                                               publisher.refusals()));
        publisher.say("seal_made", {{"file", options.file.string()}});
        say_key(publisher, key);
        return {};
    };
    return publisher.exit_code(run());
}

int key_show_command(const PublishOptions& options, const Messages& messages) {
    Publisher publisher(options, messages);
    const auto run = [&]() -> Result<void> {
        SEN_TRY(const auto key, read_public_key(options.file, publisher.refusals()));
        say_key(publisher, key);
        return {};
    };
    return publisher.exit_code(run());
}

}  // namespace sen::pack
