package dev.taskwright.acceptance.harness;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person at a browser: one page, fresh cookies, and a note of everything the browser complained about or fetched. */
public final class Visit implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<URI> fetched = new CopyOnWriteArrayList<>();

    Visit(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(20_000);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> fetched.add(URI.create(request.url())));
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Errors and warnings of the console, violations of the content security policy among them. */
    public List<String> complaints() {
        return complaints;
    }

    /** Every address the browser asked for. */
    public List<URI> fetched() {
        return fetched;
    }

    public Visit open(URI address) {
        page.navigate(address.toString());
        return this;
    }

    /** Fills in the sign-in form that is shown and sends it. */
    public Visit signIn(String login, String password) {
        page.fill("[name=login]", login);
        page.fill("[name=password]", password);
        page.click("#sign-in");
        return this;
    }

    @Override
    public void close() {
        context.close();
    }
}
