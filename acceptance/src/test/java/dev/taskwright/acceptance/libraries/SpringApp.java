package dev.taskwright.acceptance.libraries;

import dev.taskwright.acceptance.harness.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * A web app as Spring Security's guide makes one, in a Tomcat of its own: every page needs a person, {@code /refresh} gets
 * new tokens first, {@code /logout} signs out here and at the provider, which may sign out from its side as well. Pages
 * show what the app knows as JSON in {@code #found}.
 */
final class SpringApp implements AutoCloseable {
    static final String REGISTRATION = "taskwright";

    private static final Logger TOMCATS = Logger.getLogger("org.apache");

    static {
        TOMCATS.setLevel(Level.SEVERE);
    }

    private final Tomcat tomcat = new Tomcat();
    private final GenericWebApplicationContext spring = new GenericWebApplicationContext();
    private final URI address;

    private SpringApp(URI address) {
        this.address = address;
    }

    static SpringApp start(URI address, ClientRegistration registration, Path folder) throws LifecycleException {
        SpringApp app = new SpringApp(address);
        app.spring.registerBean(
                ClientRegistrationRepository.class, () -> new InMemoryClientRegistrationRepository(registration));
        app.spring.registerBean(
                OAuth2AuthorizedClientRepository.class, HttpSessionOAuth2AuthorizedClientRepository::new);
        new AnnotatedBeanDefinitionReader(app.spring).register(Rules.class);
        app.tomcat.setBaseDir(folder.toString());
        app.tomcat.setPort(address.getPort());
        app.tomcat.getConnector();
        app.tomcat
                .addContext("", null)
                .addServletContainerInitializer(
                        (none, context) -> {
                            app.spring.setServletContext(context);
                            app.spring.refresh();
                            context.addFilter(
                                            "springSecurityFilterChain",
                                            new DelegatingFilterProxy("springSecurityFilterChain", app.spring))
                                    .addMappingForUrlPatterns(null, false, "/*");
                            context.addServlet("pages", new Pages(app.spring)).addMapping("/");
                        },
                        Set.of());
        app.tomcat.start();
        return app;
    }

    URI url(String path) {
        return address.resolve(path);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        spring.close();
    }

    /** Who may see what, and how people come and go. */
    @Configuration
    @EnableWebSecurity
    static class Rules {
        @Bean
        SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository registrations) {
            OidcClientInitiatedLogoutSuccessHandler farewell =
                    new OidcClientInitiatedLogoutSuccessHandler(registrations);
            farewell.setPostLogoutRedirectUri("{baseUrl}/signed-out");
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/signed-out")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2Login(Customizer.withDefaults())
                    .logout(logout -> logout.logoutSuccessHandler(farewell))
                    .oidcLogout(logout -> logout.backChannel(Customizer.withDefaults()))
                    .build();
        }
    }

    private static final class Pages extends HttpServlet {
        private final transient GenericWebApplicationContext spring;

        Pages(GenericWebApplicationContext spring) {
            this.spring = spring;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=utf-8");
            Map<String, ?> found = request.getUserPrincipal() instanceof OAuth2AuthenticationToken who
                    ? about(who, request, response)
                    : Map.of();
            response.getWriter()
                    .write("<!doctype html><title>Harvest</title><h1 id=back>Harvest</h1><pre id=found>%s</pre>"
                            .formatted(Json.text(found).replace("&", "&amp;").replace("<", "&lt;")));
        }

        private Map<String, ?> about(
                OAuth2AuthenticationToken who, HttpServletRequest request, HttpServletResponse response) {
            OAuth2AuthorizedClient client = request.getRequestURI().equals("/refresh")
                    ? refreshed(who, request, response)
                    : spring.getBean(OAuth2AuthorizedClientRepository.class)
                            .loadAuthorizedClient(REGISTRATION, who, request);
            return Map.of(
                    "name", who.getName(),
                    "email", who.getPrincipal().getAttributes().get("email"),
                    "handle", who.getPrincipal().getAttributes().get("preferred_username"),
                    "accessToken", client.getAccessToken().getTokenValue(),
                    "refreshToken", client.getRefreshToken().getTokenValue());
        }

        /** Every token is taken for one that ends soon, which makes Spring refresh it. */
        private OAuth2AuthorizedClient refreshed(
                OAuth2AuthenticationToken who, HttpServletRequest request, HttpServletResponse response) {
            DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(
                    spring.getBean(ClientRegistrationRepository.class),
                    spring.getBean(OAuth2AuthorizedClientRepository.class));
            manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                    .refreshToken(refresh -> refresh.clockSkew(Duration.ofDays(1)))
                    .build());
            return manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                    .principal(who)
                    .attribute(HttpServletRequest.class.getName(), request)
                    .attribute(HttpServletResponse.class.getName(), response)
                    .build());
        }
    }
}
