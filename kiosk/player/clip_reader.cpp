// SPDX-License-Identifier: Apache-2.0
#include "player/clip_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <optional>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace sen::player {

namespace {

using std::chrono::microseconds;

constexpr int kBufferBytes = 64 << 10;
/// So many packets without a picture are no film.
constexpr int kMostPackets = 1000;
constexpr int kDecoders = 2;  // threads
constexpr AVRational kMicroseconds{1, 1'000'000};

struct FreeFormat {
    void operator()(AVFormatContext* format) const { avformat_close_input(&format); }
};
struct FreeCodec {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeInput {
    void operator()(AVIOContext* input) const {
        av_freep(&input->buffer);  // libavformat may have exchanged it
        avio_context_free(&input);
    }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};

/// The open file as libavformat reads it: it is given no name, so that it can open nothing else.
struct Input {
    UniqueFd file;
    std::int64_t at = 0, size = 0;

    static int read(void* opaque, std::uint8_t* buffer, int length) {
        auto& input = *static_cast<Input*>(opaque);
        const ssize_t count =
            ::pread(input.file.get(), buffer, static_cast<std::size_t>(length), input.at);
        if (count < 0) return AVERROR(errno);
        input.at += count;
        return count == 0 ? AVERROR_EOF : static_cast<int>(count);
    }
    static std::int64_t seek(void* opaque, std::int64_t offset, int whence) {
        auto& input = *static_cast<Input*>(opaque);
        if ((whence & AVSEEK_SIZE) != 0) return input.size;
        const int from = whence & ~AVSEEK_FORCE;
        const std::int64_t base = from == SEEK_CUR ? input.at : from == SEEK_END ? input.size : 0;
        if (offset < -base || offset > input.size - base) return AVERROR(EINVAL);
        return input.at = base + offset;
    }
};

Error error_of(const char* act, int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return {ErrorKind::Corrupt, fmt::format("clip: {}: {}", act, text.data())};
}

}  // namespace

struct ClipReader::State {
    Input input;
    std::unique_ptr<AVIOContext, FreeInput> io;
    std::unique_ptr<AVFormatContext, FreeFormat> format;
    std::unique_ptr<AVCodecContext, FreeCodec> codec;
    std::unique_ptr<AVPacket, FreePacket> packet{av_packet_alloc()};
    AVStream* stream = nullptr;
    Size size;
    std::optional<std::int64_t> first;  ///< pts of the clip's first picture
    microseconds from{0};               ///< pictures before it are left out, after a seek
    bool has_given = false;             ///< a picture, in this round
    bool is_draining = false;

    Result<void> open_format();
    Result<void> open_codec();
    /// One packet to the decoder, or the news that there are no more.
    Result<void> feed();
    /// To the clip's beginning, for the next round.
    Result<void> rewind();
    Result<void> jump(std::int64_t pts);
    Result<ClipPicture> picture_of(std::unique_ptr<AVFrame, FreeFrame> frame) const;
};

Result<void> ClipReader::State::open_format() {
    SEN_TRY(const std::uint64_t bytes, file_size(input.file));
    input.size = static_cast<std::int64_t>(bytes);
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    io.reset(
        avio_alloc_context(buffer, kBufferBytes, 0, &input, Input::read, nullptr, Input::seek));
    AVFormatContext* made = avformat_alloc_context();
    if (!io || made == nullptr) return fail(ErrorKind::Io, "clip: out of memory");
    made->pb = io.get();
    // On an error it frees what it was given.
    const int opened = avformat_open_input(&made, nullptr, av_find_input_format("mp4"), nullptr);
    if (opened < 0) return tl::unexpected(error_of("open", opened));
    format.reset(made);
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        AVStream* each = format->streams[i];
        if (each->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            return fail(ErrorKind::Unsupported, "clip: it has sound");
        if (each->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && stream == nullptr) stream = each;
        if (each != stream) each->discard = AVDISCARD_ALL;
    }
    if (stream == nullptr) return fail(ErrorKind::Unsupported, "clip: it has no pictures");
    return {};
}

Result<void> ClipReader::State::open_codec() {
    if (stream->codecpar->codec_id != AV_CODEC_ID_H264)
        return fail(ErrorKind::Unsupported, "clip: it is no H.264");
    const AVCodec* decoder = avcodec_find_decoder(AV_CODEC_ID_H264);
    if (decoder == nullptr) return fail(ErrorKind::Unsupported, "clip: no decoder for H.264");
    codec.reset(avcodec_alloc_context3(decoder));
    if (!codec || !packet) return fail(ErrorKind::Io, "clip: out of memory");
    const int taken = avcodec_parameters_to_context(codec.get(), stream->codecpar);
    if (taken < 0) return tl::unexpected(error_of("parameters", taken));
    codec->pkt_timebase = stream->time_base;
    codec->thread_count = kDecoders;
    codec->max_pixels = std::int64_t{size.width + 64} * (size.height + 64);
    const int opened = avcodec_open2(codec.get(), decoder, nullptr);
    if (opened < 0) return tl::unexpected(error_of("decoder", opened));
    return {};
}

Result<void> ClipReader::State::feed() {
    for (;;) {
        const int read = av_read_frame(format.get(), packet.get());
        if (read == AVERROR_EOF) {
            is_draining = true;
            avcodec_send_packet(codec.get(), nullptr);
            return {};
        }
        if (read < 0) return tl::unexpected(error_of("read", read));
        const bool is_ours = packet->stream_index == stream->index;
        const int sent = is_ours ? avcodec_send_packet(codec.get(), packet.get()) : 0;
        av_packet_unref(packet.get());
        if (sent < 0) return tl::unexpected(error_of("decode", sent));
        if (is_ours) return {};
    }
}

Result<void> ClipReader::State::jump(std::int64_t pts) {
    const int sought = av_seek_frame(format.get(), stream->index, pts, AVSEEK_FLAG_BACKWARD);
    if (sought < 0) return tl::unexpected(error_of("seek", sought));
    avcodec_flush_buffers(codec.get());
    is_draining = false;
    return {};
}

Result<void> ClipReader::State::rewind() {
    if (!std::exchange(has_given, false) || !first)
        return fail(ErrorKind::Corrupt, "clip: it ends without a picture");
    from = microseconds(0);
    return jump(*first);
}

Result<ClipPicture> ClipReader::State::picture_of(std::unique_ptr<AVFrame, FreeFrame> frame) const {
    const bool is_planar =
        frame->format == AV_PIX_FMT_YUV420P || frame->format == AV_PIX_FMT_YUVJ420P;
    if (!is_planar || Size{frame->width, frame->height} != size)
        return fail(ErrorKind::Unsupported, "clip: {}x{} in format {}", frame->width, frame->height,
                    frame->format);
    ClipPicture picture;
    for (std::size_t i = 0; i < picture.planes.size(); ++i) {
        picture.planes[i] = frame->data[i];
        picture.pitches[i] = frame->linesize[i];
    }
    const auto in_microseconds = [&](std::int64_t units) {
        return microseconds(av_rescale_q(units, stream->time_base, kMicroseconds));
    };
    picture.time = in_microseconds(frame->best_effort_timestamp - *first);
    picture.length = in_microseconds(frame->pkt_duration);
    picture.owner = std::shared_ptr<const AVFrame>(frame.release(), FreeFrame());
    return picture;
}

ClipReader::ClipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ClipReader::~ClipReader() = default;
ClipReader::ClipReader(ClipReader&&) noexcept = default;

Result<ClipReader> ClipReader::open(UniqueFd file, Size size) {
    av_log_set_level(AV_LOG_QUIET);
    auto state = std::make_unique<State>();
    state->input.file = std::move(file);
    state->size = size;
    SEN_CHECK(state->open_format());
    SEN_CHECK(state->open_codec());
    return ClipReader(std::move(state));
}

Result<ClipPicture> ClipReader::next() {
    State& state = *state_;
    for (int packets = 0; packets < kMostPackets; ++packets) {
        std::unique_ptr<AVFrame, FreeFrame> frame(av_frame_alloc());
        if (!frame) return fail(ErrorKind::Io, "clip: out of memory");
        const int received = avcodec_receive_frame(state.codec.get(), frame.get());
        if (received == AVERROR_EOF) {
            SEN_CHECK(state.rewind());
        } else if (received == AVERROR(EAGAIN)) {
            SEN_CHECK(state.feed());
        } else if (received < 0) {
            return tl::unexpected(error_of("decode", received));
        } else {
            if (frame->best_effort_timestamp == AV_NOPTS_VALUE)
                return fail(ErrorKind::Corrupt, "clip: a picture without a time");
            if (!state.first) state.first = frame->best_effort_timestamp;
            SEN_TRY(ClipPicture picture, state.picture_of(std::move(frame)));
            state.has_given = true;
            if (picture.time >= state.from) return picture;
        }
    }
    return fail(ErrorKind::Corrupt, "clip: {} packets without a picture", kMostPackets);
}

Result<void> ClipReader::seek(microseconds to) {
    State& state = *state_;
    if (!state.first) SEN_CHECK(next());
    state.from = to;
    return state.jump(*state.first +
                      av_rescale_q(to.count(), kMicroseconds, state.stream->time_base));
}

}  // namespace sen::player
