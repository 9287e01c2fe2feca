package io.nodepulse.projections;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.host.HostProjector;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.Retention;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.readmodel.NotifyAnnouncer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionCounters;
import io.nodepulse.projections.stream.Tokens;
import io.nodepulse.projections.stream.ValkeyShards;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Wires the projections, for their own application and for the all-in-one launcher. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProjectionsProperties.class)
public class ProjectionsConfiguration {

    /** Where the migrations of the schema lie. */
    public static final String MIGRATIONS = "classpath:db/admiral";

    @Bean
    @ConditionalOnMissingBean
    ValkeyEventStore eventStore(
            @Value("${nodepulse.valkey.uri}") String uri,
            @Value("${nodepulse.valkey.namespace:" + EventStoreSettings.DEFAULT_NAMESPACE + "}")
                    String namespace,
            @Value("${nodepulse.valkey.shards:" + EventStoreSettings.DEFAULT_SHARDS + "}")
                    int shards) {
        return ValkeyEventStore.open(
                EventStoreSettings.at(uri).withNamespace(namespace).withShards(shards));
    }

    @Bean
    FlywayConfigurationCustomizer projectionsSchema() {
        return flyway ->
                flyway.locations(MIGRATIONS).defaultSchema(ReadModel.SERVED).createSchemas(true);
    }

    @Bean
    EventShards projectionsShards(ValkeyEventStore store) {
        return new ValkeyShards(store);
    }

    @Bean
    DataSourceTransactionManager projectionsTransactions(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    Tokens projectionsTokens(DataSource dataSource) {
        return new Tokens(dataSource);
    }

    @Bean
    Dictionaries projectionsDictionaries(
            DataSource dataSource, DataSourceTransactionManager projectionsTransactions) {
        return new Dictionaries(dataSource, projectionsTransactions);
    }

    @Bean
    ReadModel projectionsReadModel(
            DataSource dataSource,
            DataSourceTransactionManager projectionsTransactions,
            ProjectionsProperties properties) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        return new ReadModel(
                jdbc,
                ReadModel.SERVED,
                new Partitions(dataSource, projectionsTransactions),
                new Retention(properties.retention(), Clock.systemUTC()),
                new NotifyAnnouncer(jdbc));
    }

    @Bean
    ProcessorFactory projectionsProcessors(
            EventShards shards,
            Tokens tokens,
            DataSourceTransactionManager projectionsTransactions,
            ProjectionsProperties properties) {
        return new ProcessorFactory(
                shards,
                tokens,
                projectionsTransactions,
                properties.projections().batchEvents(),
                properties.projections().threads());
    }

    @Bean
    Projection processesProjection(
            EventShards shards,
            ProcessorFactory factory,
            ReadModel model,
            Dictionaries dictionaries,
            MeterRegistry meters) {
        return Projection.over(
                shards,
                factory,
                ProcessProjector.NAME,
                shard ->
                        new ProcessProjector(
                                model,
                                dictionaries,
                                new ProjectionCounters(meters, ProcessProjector.NAME, shard)));
    }

    @Bean
    Projection hostsProjection(
            EventShards shards,
            ProcessorFactory factory,
            ReadModel model,
            Dictionaries dictionaries,
            MeterRegistry meters) {
        return Projection.over(
                shards,
                factory,
                HostProjector.NAME,
                shard ->
                        new HostProjector(
                                model,
                                dictionaries,
                                new ProjectionCounters(meters, HostProjector.NAME, shard)));
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProjectionsLifecycle projectionsLifecycle(List<Projection> projections, ReadModel model) {
        return new ProjectionsLifecycle(
                projections,
                new PartitionKeeper(model.jdbc(), model.partitions(), model.retention()));
    }
}
