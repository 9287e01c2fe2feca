package io.nodepulse.edge;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.List;

/** Imported by each service; where several share a context, they share these beans. */
@Configuration(proxyBeanMethods = false)
public class EdgeConfiguration {

    @Bean
    RequestIds requestIds() {
        return new RequestIds();
    }

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    FailureLog failureLog(MeterRegistry meters) {
        return new FailureLog(meters, System::nanoTime);
    }

    @Bean
    UnforeseenFailures unforeseenFailures(FailureLog failures) {
        return new UnforeseenFailures(failures);
    }

    @Bean
    ProblemAdvice problemAdvice(List<RefusalTable> tables, FailureLog failures) {
        return new ProblemAdvice(new RefusalTables(tables, failures), failures);
    }

    @Bean
    WebMvcConfigurer parameterCheck() {
        ParameterCheck check = new ParameterCheck();
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(check);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(check);
            }
        };
    }

    /** There is no page of errors to be led to: {@link ProblemValve} answers in its place. */
    @Bean
    ErrorController noErrorPage() {
        return new ErrorController() {};
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatsProblems(JsonMapper json) {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            Arrays.stream(context.findErrorPages())
                                    .forEach(context::removeErrorPage);
                            reportProblems(context, json);
                        });
    }

    private static void reportProblems(Context context, JsonMapper json) {
        StandardHost host = (StandardHost) context.getParent();
        host.setErrorReportValveClass(ProblemValve.class.getName());
        host.getPipeline().addValve(new ProblemValve(json));
    }
}
