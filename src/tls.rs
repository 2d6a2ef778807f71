//! The one TLS provider of everything that speaks to a network.

/// Makes ring the provider of this process, unless it has one.
pub(crate) fn prepare() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Fails only where another thread was faster; then there is one, which is all we want.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}
