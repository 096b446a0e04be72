#include "serve_http.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <thread>

#include <httplib.h>

namespace retailsim::dynamics {

namespace {

using Clock = std::chrono::steady_clock;

int milliseconds_to(Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
}

/// The socket of one connection as cpp-httplib reads and writes it: through buffers, until the request's deadline, and
/// no more than the limits allow.
class Connection final : public httplib::Stream {
 public:
  Connection(int socket, int stop, const HttpLimits& limits, bool is_refused)
      : refused(is_refused), socket_(socket), stop_(stop), limits_(limits) {}

  const bool refused;   ///< one too many: every request is told 503
  bool closes = false;  ///< after this reply
  bool timed_out = false, too_long = false, replied = false;
  HttpRequest request;  ///< that is being served; no method before it was read
  Clock::time_point begun, deadline;

  /// Waits for a request's first byte. False if none came: closed, idle for too long, or the server stops.
  bool begin_request() {
    if (begin_ == end_) {
      begin_ = end_ = 0;
      std::array<::pollfd, 2> waits{::pollfd{socket_, POLLIN, 0}, ::pollfd{stop_, POLLIN, 0}};
      const auto until = Clock::now() + (refused ? std::chrono::milliseconds(1000) : limits_.idle);
      for (;;) {
        const int ready = ::poll(waits.data(), waits.size(), milliseconds_to(until));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0 || waits[0].revents == 0) return false;  // a request that is here is served even so
        break;
      }
      if (!fill()) return false;
    }
    request = {};
    closes = timed_out = too_long = replied = false;
    left_ = limits_.head_bytes;
    begun = Clock::now();
    deadline = begun + limits_.request;
    return true;
  }
  /// The head was read: from here on the body counts.
  void begin_body() { left_ = limits_.body_bytes + 4096; }  // and what chunks cost

  /// Sends what was written. False if the client does not take it before the deadline.
  bool flush() {
    std::size_t sent = 0;
    while (sent < out_.size()) {
      const auto n = ::send(socket_, out_.data() + sent, out_.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n > 0) {
        sent += static_cast<std::size_t>(n);
      } else if (n < 0 && errno == EINTR) {
        continue;
      } else if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && wait(POLLOUT)) {
        continue;
      } else {
        out_.clear();
        return false;
      }
    }
    out_.clear();
    return true;
  }

  /// Closes without losing the last reply: closing while the client still sends would reset the connection.
  void close() {
    ::shutdown(socket_, SHUT_WR);
    deadline = std::min(Clock::now() + std::chrono::seconds(1), deadline + std::chrono::seconds(1));
    std::size_t drained = 0;
    for (char rest[4096]; drained < (1 << 20) && wait(POLLIN);) {
      const auto n = ::recv(socket_, rest, sizeof rest, MSG_DONTWAIT);
      if (n <= 0) break;
      drained += static_cast<std::size_t>(n);
    }
    ::close(socket_);
  }

  // --- what cpp-httplib asks for; later versions ask for the last four too
  // --------------------------------------------
  bool is_readable() const override { return true; }
  bool is_writable() const { return true; }
  ssize_t read(char* to, std::size_t size) override {
    if (left_ == 0) too_long = true;
    if (timed_out || too_long) return -1;
    if (begin_ == end_) {
      begin_ = end_ = 0;
      const bool came = flush() && wait(POLLIN);
      timed_out = Clock::now() >= deadline;  // asked here only: most bytes are in the buffer
      if (!came || timed_out || !fill()) return -1;
    }
    const std::size_t n = std::min({size, end_ - begin_, left_});
    std::memcpy(to, in_.data() + begin_, n);
    begin_ += n;
    left_ -= n;
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, std::size_t size) override {
    out_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  using Stream::write;
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }
  bool wait_readable() const { return true; }
  bool wait_writable() const { return true; }
  bool is_peer_alive() const { return true; }
  time_t duration() const { return 0; }

 private:
  bool wait(short what) const {
    ::pollfd waits{socket_, what, 0};
    for (;;) {
      const int ready = ::poll(&waits, 1, milliseconds_to(deadline));
      if (ready < 0 && errno == EINTR) continue;
      return ready > 0;
    }
  }
  bool fill() {
    for (;;) {
      const auto n = ::recv(socket_, in_.data(), in_.size(), 0);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      end_ = static_cast<std::size_t>(n);
      return true;
    }
  }

  int socket_, stop_;
  const HttpLimits& limits_;
  std::array<char, 16384> in_;
  std::size_t begin_ = 0, end_ = 0, left_ = 0;
  std::string out_;
};

// cpp-httplib's callbacks do not say which connection they are of.
thread_local Connection* current = nullptr;
// False where the system has no thread left for a connection, which is then closed.
thread_local bool has_thread = true;

/// A thread for each connection; cpp-httplib would have a pool of fixed size.
class Threads final : public httplib::TaskQueue {
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));  // void, in later versions bool

 public:
  Enqueued enqueue(std::function<void()> task) override {
    {
      const std::lock_guard lock(mutex_);
      ++n_;
    }
    try {
      std::thread([this, task = std::move(task)] {
        task();
        const std::lock_guard lock(mutex_);
        if (--n_ == 0) none_.notify_all();
      }).detach();
    } catch (const std::system_error&) {
      has_thread = false;
      task();
      has_thread = true;
      const std::lock_guard lock(mutex_);
      --n_;
    }
    return static_cast<Enqueued>(true);
  }
  void shutdown() override {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [&] { return n_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  int n_ = 0;
};

}  // namespace

class HttpServer::Implementation final : public httplib::Server {
 public:
  Implementation(const std::string& host, int port, HttpLimits limits, HttpHandler& handler)
      : limits_(limits), handler_(handler), stop_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (stop_ < 0) throw std::system_error(errno, std::generic_category(), "serve: cannot make an event");
    new_task_queue = [] { return new Threads; };
    // Its own choice would let a second server share the port in silence.
    set_socket_options([](auto socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits.idle).count());
    set_payload_max_length(limits.body_bytes);
    set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) { return admit(from, to); });
    Post("/.*", [this](const httplib::Request& from, httplib::Response& to) {
      current->request.body = from.body;
      put(handler_.answer(current->request, current->deadline), to);
    });
    set_error_handler(HandlerWithResponse([this](const httplib::Request&, httplib::Response& to) {
      explain(to);
      return HandlerResponse::Handled;
    }));
    set_exception_handler([this](const httplib::Request&, httplib::Response& to, std::exception_ptr) {
      put(handler_.error(500, "the request failed"), to);
    });
    set_post_routing_handler([this](const httplib::Request& from, httplib::Response& to) { finish(from, to); });

    port_ = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
    if (port_ < 0) {
      ::close(stop_);
      throw std::invalid_argument("serve: --host and --port must be an address that can be listened on, got " + host +
                                  " and " + std::to_string(port) + " (" + std::strerror(errno) + ")");
    }
    ::listen(svr_sock_, 1024);  // its own backlog of 5 makes a crowd of clients wait for a second
  }
  ~Implementation() override { ::close(stop_); }

  int port() const { return port_; }

  void run(const std::stop_token& token) {
    std::atomic<bool> ended = false;
    // stop() is heard only once the server listens: asked again until it is.
    std::jthread stopper([&](const std::stop_token& over) {
      std::mutex mutex;
      std::condition_variable_any asked;
      const std::stop_callback wake(token, [&] {
        const std::lock_guard guard(mutex);
        asked.notify_all();
      });
      std::unique_lock lock(mutex);
      asked.wait(lock, over, [&] { return token.stop_requested(); });
      if (!token.stop_requested()) return;
      lock.unlock();
      stopping_ = true;
      // First nobody new, then those who wait are told.
      for (bool told = false; !ended; std::this_thread::sleep_for(std::chrono::milliseconds(1))) {
        if (!is_running() || told) continue;
        if (svr_sock_ != INVALID_SOCKET) stop();
        const std::uint64_t one = 1;
        told = ::write(stop_, &one, sizeof one) == sizeof one;
      }
    });
    const bool fine = listen_after_bind();
    ended = true;
    stopper.request_stop();
    stopper.join();
    if (!fine && !token.stop_requested()) throw std::runtime_error("serve: the port cannot be listened on any more");
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    const int n = ++n_open_;
    handler_.connections(n);
    constexpr int n_refused = 32;
    if (n > limits_.n_connections + n_refused || !has_thread) {
      ::close(socket);
    } else {
      const int yes = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      Connection connection(socket, stop_, limits_, n > limits_.n_connections);
      current = &connection;
      serve(*this, connection);
      current = nullptr;
      connection.close();
    }
    handler_.connections(--n_open_);
    return true;
  }

  /// A template, so that the call that this version of cpp-httplib does not have need not compile.
  template <class Self>
  static void serve(Self& self, Connection& connection) {
    while (connection.begin_request()) {
      bool closes = self.stopping_, closed_by_client = false;
      connection.closes = closes || connection.refused;
      const auto setup = [](httplib::Request& request) {
        connection_of_thread().begin_body();
        // Replies are small and whole: neither compressed nor in parts.
        request.headers.erase("Accept-Encoding");
        request.ranges.clear();
      };
      bool fine = false;
      if constexpr (requires { self.process_request(connection, closes, closed_by_client, setup); })
        fine = self.process_request(connection, closes, closed_by_client, setup);
      else
        fine = self.process_request(connection, "", 0, "", 0, closes, closed_by_client, setup);
      if (!connection.replied) self.reply_by_hand(connection);
      if (!connection.flush() || !fine || closed_by_client || connection.closes) break;
    }
  }
  static Connection& connection_of_thread() { return *current; }

  /// cpp-httplib says nothing where not even the request line came.
  void reply_by_hand(Connection& connection) {
    connection.closes = true;
    if (!connection.timed_out && !connection.too_long) return;  // the client went away
    const int status = connection.timed_out ? 408 : 431;
    const HttpReply reply = handler_.error(status, message_of(status));
    connection.write("HTTP/1.1 " + std::to_string(status) +
                     (status == 408 ? " Request Timeout" : " Request Header Fields Too Large") +
                     "\r\nContent-Type: " + reply.type + "\r\nContent-Length: " + std::to_string(reply.body.size()) +
                     "\r\nConnection: close\r\n\r\n" + reply.body);
    count(connection, status);
  }

  HandlerResponse admit(const httplib::Request& from, httplib::Response& to) {
    HttpRequest& request = current->request;
    request.method = from.method;
    request.path = from.path;
    for (const auto& [name, value] : from.params) request.query.emplace(name, value);
    request.authorization = from.get_header_value("Authorization");
    const bool has_length = from.has_header("Content-Length"), is_chunked = from.has_header("Transfer-Encoding"),
               has_body = is_chunked || (has_length && from.get_header_value("Content-Length") != "0");
    HttpReply reply = current->refused ? handler_.error(503, "there are too many connections, try again later")
                                       : framing(from, has_length, is_chunked);
    if (reply.status == 200) reply = handler_.admit(request);
    if (reply.status == 200 && request.method == "POST") return HandlerResponse::Unhandled;  // its body is read
    if (reply.status == 200) reply = handler_.answer(request, current->deadline);
    if (has_body) current->closes = true;  // it was not read, and is no request
    put(reply, to);
    return HandlerResponse::Handled;
  }

  /// Bodies that are framed twice, in an unknown way, or compressed (to any size).
  HttpReply framing(const httplib::Request& from, bool has_length, bool is_chunked) {
    const std::string length = from.get_header_value("Content-Length");
    if (from.get_header_value_count("Content-Length") + from.get_header_value_count("Transfer-Encoding") > 1 ||
        (has_length &&
         (length.empty() || length.size() > 18 || length.find_first_not_of("0123456789") != std::string::npos)) ||
        (is_chunked && from.get_header_value("Transfer-Encoding") != "chunked"))
      return handler_.error(400, "the body must have one Content-Length, or be chunked");
    if (has_length && std::stoull(length) > limits_.body_bytes) return handler_.error(413, message_of(413));
    if (from.method == "POST" && !has_length && !is_chunked)
      return handler_.error(411, "a POST must have a Content-Length, or be chunked");
    if (from.has_header("Content-Encoding"))
      return handler_.error(
          415, "the body must not be compressed, got Content-Encoding " + from.get_header_value("Content-Encoding"));
    const std::string type = from.get_header_value("Content-Type");
    if (from.method == "POST" && !type.empty() && !type.starts_with("application/json"))
      return handler_.error(415, "the body must be application/json, got " + type);
    return {};
  }

  static void put(const HttpReply& reply, httplib::Response& to) {
    to.status = reply.status;
    for (const auto& [name, value] : reply.headers) to.set_header(name, value);
    to.set_content(reply.body, reply.type);
  }

  /// What cpp-httplib refused by itself gets its reason and a body.
  void explain(httplib::Response& to) {
    if (!to.body.empty()) return;  // ours
    if (current->timed_out) to.status = 408;
    if (current->too_long) to.status = current->request.method.empty() ? 431 : 413;
    current->closes = true;
    put(handler_.error(to.status, message_of(to.status)), to);
  }
  std::string message_of(int status) const {
    switch (status) {
      case 400:
        return "the request must be HTTP/1.1 or HTTP/1.0 with a known method, headers and a whole body";
      case 408:
        return "the request must be complete within " + std::to_string(limits_.request.count()) + " ms";
      case 413:
        return "the body must be of at most " + std::to_string(limits_.body_bytes) + " bytes";
      case 431:
        return "request line and headers must be of at most " + std::to_string(limits_.head_bytes) + " bytes";
      default:
        return "the request cannot be served";
    }
  }

  void finish(const httplib::Request& from, httplib::Response& to) {
    if (stopping_ || Clock::now() >= current->deadline || from.get_header_value("Connection") == "close")
      current->closes = true;
    to.headers.erase("Keep-Alive");  // its number of requests is that of its own server
    if (current->closes) {
      to.headers.erase("Connection");
      to.set_header("Connection", "close");
    }
    count(*current, to.status);
  }
  void count(Connection& connection, int status) {
    connection.replied = true;
    handler_.replied(connection.request, status,
                     std::chrono::duration<double>(Clock::now() - connection.begun).count());
  }

  HttpLimits limits_;
  HttpHandler& handler_;
  int stop_, port_ = -1;
  std::atomic<int> n_open_ = 0;
  std::atomic<bool> stopping_ = false;
};

HttpServer::HttpServer(const std::string& host, int port, HttpLimits limits, HttpHandler& handler)
    : self_(std::make_unique<Implementation>(host, port, limits, handler)) {}
HttpServer::~HttpServer() = default;
int HttpServer::port() const { return self_->port(); }
void HttpServer::run(const std::stop_token& stop) { self_->run(stop); }

}  // namespace retailsim::dynamics
