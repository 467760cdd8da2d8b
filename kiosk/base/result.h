// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace sen {

/// What a caller may branch on; the message is for people.
enum class ErrorKind { NotFound, Corrupt, Untrusted, Unsupported, Invalid, Io, Full };

struct Error {
    ErrorKind kind = ErrorKind::Invalid;
    std::string message;
};

/// A value or an Error. Never ignored: the type itself is [[nodiscard]].
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result(Base base) : Base(std::move(base)) {}
};

/// `return fail(ErrorKind::Corrupt, "manifest: {} is no digest", text);`
template <class... Args>
tl::unexpected<Error> fail(ErrorKind kind, fmt::format_string<Args...> format, Args&&... args) {
    return tl::unexpected<Error>(Error{kind, fmt::format(format, std::forward<Args>(args)...)});
}

/// The same error with one more layer in front: "open store: generation.json: …".
template <class... Args>
tl::unexpected<Error> add_context(Error error, fmt::format_string<Args...> format, Args&&... args) {
    error.message = fmt::format(format, std::forward<Args>(args)...) + ": " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace sen

// SEN_TRY(value, expression): declares `value` from a Result or returns its error.
#define SEN_TRY_JOIN2(a, b) a##b
#define SEN_TRY_JOIN(a, b) SEN_TRY_JOIN2(a, b)
#define SEN_TRY(declaration, expression) \
    SEN_TRY_IMPL(SEN_TRY_JOIN(sen_try_, __LINE__), declaration, expression)
#define SEN_TRY_IMPL(holder, declaration, expression)                            \
    auto holder = (expression);                                                  \
    if (!holder) return tl::unexpected<::sen::Error>(std::move(holder).error()); \
    declaration = std::move(*holder)

// SEN_CHECK(expression): returns the error of a Result<void>.
#define SEN_CHECK(expression)                                                                \
    do {                                                                                     \
        auto sen_check_ = (expression);                                                      \
        if (!sen_check_) return tl::unexpected<::sen::Error>(std::move(sen_check_).error()); \
    } while (false)
