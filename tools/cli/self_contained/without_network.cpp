// Stands in for the parts of libgit2's archive that talk to servers (self_contained.cmake says why), so that the linker
// does not fetch them and what they need. Nothing in Hexapla calls any of this; if something did, it would be told
// that there is no such transport.
// NOLINTBEGIN(bugprone-reserved-identifier): the names are libgit2's
extern "C" {

int git_http__expect_continue = 0;

int git_transport_ssh_global_init() {
  return 0;
}

int git_mbedtls_stream_global_init() {
  return 0;
}

int git_mbedtls__set_cert_location(const char* /*file*/, const char* /*path*/) {
  return -1;
}

int git_mbedtls_stream_new(void** out, const char* /*host*/, const char* /*port*/) {
  *out = nullptr;
  return -1;
}

int git_mbedtls_stream_wrap(void** out, void* /*in*/, const char* /*host*/) {
  *out = nullptr;
  return -1;
}

int git_smart_subtransport_http(void** out, void* /*owner*/, void* /*param*/) {
  *out = nullptr;
  return -1;
}

int git_smart_subtransport_ssh(void** out, void* /*owner*/, void* /*param*/) {
  *out = nullptr;
  return -1;
}
}
// NOLINTEND(bugprone-reserved-identifier)
