package dev.taskwright.platform.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks other machines over HTTP, within the {@link OutboundRules}. The host is looked up once; every address it has must
 * be allowed, and the connection goes to the very address that was checked, so that a name that changes its mind
 * between the check and the call gains nothing (DNS rebinding).
 */
public final class Outbound {
    /** Calls at once, of all callers together. */
    private static final int MOST_AT_ONCE = 64;

    private final OutboundRules rules;
    private final SSLSocketFactory tls;
    private final HostLookup lookup;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    public Outbound(OutboundRules rules, SSLSocketFactory tls, HostLookup lookup) {
        this.rules = rules;
        this.tls = tls;
        this.lookup = lookup;
    }

    /** Public addresses only, and the certificates that the Java runtime trusts. */
    public static Outbound strict() {
        return new Outbound(
                OutboundRules.strict(), (SSLSocketFactory) SSLSocketFactory.getDefault(), HostLookup.system());
    }

    /**
     * Asks and waits for the whole answer, whatever its status; a redirect is an answer like any other.
     *
     * @throws OutboundRefused when the address may not be asked, or does not answer within the limits
     */
    public OutboundAnswer ask(OutboundRequest request) {
        Deadline deadline = Deadline.in(request.longest());
        takePlace(request.address(), deadline);
        try {
            return call(request, deadline);
        } catch (SocketTimeoutException e) {
            throw refused(request.address(), "did not answer within " + request.longest());
        } catch (SSLException e) {
            throw refused(request.address(), "has no certificate that is trusted here: " + e.getMessage());
        } catch (IOException e) {
            throw refused(request.address(), "cannot be reached: " + e.getMessage());
        } catch (OutboundRefused e) {
            throw refused(request.address(), String.valueOf(e.getMessage()));
        } finally {
            places.release();
        }
    }

    /** A successful answer; any other is refused, a redirect too. */
    public OutboundAnswer find(OutboundRequest request) {
        OutboundAnswer answer = ask(request);
        if (answer.status() != 200) {
            throw refused(request.address(), "answered with status " + answer.status());
        }
        return answer;
    }

    /** The body of a successful answer. */
    public byte[] fetch(OutboundRequest request) {
        return find(request).body();
    }

    private void takePlace(URI address, Deadline deadline) {
        try {
            if (places.tryAcquire(Math.max(0, deadline.millisLeft()), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw refused(address, "was not asked: too many calls at once");
    }

    private OutboundAnswer call(OutboundRequest request, Deadline deadline) throws IOException {
        InetSocketAddress target = checked(request.address());
        try (Socket plain = new DeadlineSocket(deadline)) {
            plain.connect(target, Math.max(1, deadline.millisLeft()));
            try (Socket socket = "https".equals(request.address().getScheme()) ? secured(plain, request) : plain) {
                socket.getOutputStream().write(request.bytes());
                socket.getOutputStream().flush();
                InputStream answer = new BufferedInputStream(socket.getInputStream());
                return new AnswerReader(answer, request.mostBytes()).read();
            }
        }
    }

    private InetSocketAddress checked(URI address) throws UnknownHostException {
        String host = address.getHost();
        boolean secure = "https".equals(address.getScheme());
        if (host == null || address.getRawUserInfo() != null || !(secure || "http".equals(address.getScheme()))) {
            throw new OutboundRefused("is not an https address");
        }
        String bare = bare(host);
        List<InetAddress> found = lookup.addresses(bare);
        for (InetAddress each : found) {
            if (!rules.mayAsk(bare, each)) {
                throw new OutboundRefused("is not on the public network; --outbound-allow opens a private one");
            }
            if (!secure && !rules.mayAskInTheClear(each)) {
                throw new OutboundRefused("is not an https address");
            }
        }
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        int usual = secure ? 443 : 80;
        return new InetSocketAddress(found.getFirst(), address.getPort() < 0 ? usual : address.getPort());
    }

    /** The certificate must be the named host's, not the address's: RFC 9110, 4.3.4. */
    private SSLSocket secured(Socket plain, OutboundRequest request) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.createSocket(plain, bare(request.address().getHost()), plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static OutboundRefused refused(URI address, String why) {
        return new OutboundRefused(address.getScheme() + "://" + address.getAuthority() + " " + why);
    }
}
