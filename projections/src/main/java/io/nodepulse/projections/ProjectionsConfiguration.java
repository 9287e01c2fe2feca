package io.nodepulse.projections;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.AccessConfiguration;
import io.nodepulse.events.service.CommonSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.dictionary.NameSweep;
import io.nodepulse.projections.host.HostProjector;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.process.CoarserBuckets;
import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.readmodel.NotifyAnnouncer;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.removal.HistoryRemoval;
import io.nodepulse.projections.status.ProjectionMeters;
import io.nodepulse.projections.status.ProjectionsHealth;
import io.nodepulse.projections.status.StatusReader;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.PositionKeeper;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.Projection;
import io.nodepulse.projections.stream.ProjectionCounters;
import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.Tokens;
import io.nodepulse.projections.stream.ValkeyShards;

import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Wires the projections, for their own application and for the all-in-one launcher. */
@Configuration(proxyBeanMethods = false)
@Import({AccessConfiguration.class, ProjectionsAdministration.class})
@EnableConfigurationProperties(ProjectionsSettings.class)
public class ProjectionsConfiguration {

    /** Where the migrations of the schema lie. */
    public static final String MIGRATIONS = "classpath:db/admiral";

    /** What no SQL says, in the order of versions with those. */
    public static JavaMigration[] javaMigrations() {
        return new JavaMigration[] {new CoarserBuckets()};
    }

    /** On a connection of its own: those of the pool give up a statement that takes long. */
    @Bean
    FlywayConfigurationCustomizer projectionsSchema(JdbcConnectionDetails database) {
        return flyway ->
                flyway.dataSource(
                                database.getJdbcUrl(),
                                database.getUsername(),
                                database.getPassword())
                        .initSql("SET lock_timeout = '30s'")
                        .locations(MIGRATIONS)
                        .javaMigrations(javaMigrations())
                        .defaultSchema(ReadModel.SERVED)
                        .createSchemas(true);
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
            DataSource dataSource,
            DataSourceTransactionManager projectionsTransactions,
            ProjectionsSettings settings) {
        return new Dictionaries(dataSource, projectionsTransactions, settings.newNamesPerDay());
    }

    @Bean
    ReadModel projectionsReadModel(
            DataSource dataSource,
            DataSourceTransactionManager projectionsTransactions,
            CommonSettings settings,
            ProjectionsSettings own) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        return new ReadModel(
                jdbc,
                ReadModel.SERVED,
                new Partitions(dataSource, projectionsTransactions),
                new ReadModelRetention(
                        settings.retention(),
                        own.keep().retention(settings.retention()),
                        Clock.systemUTC()),
                new NotifyAnnouncer(jdbc));
    }

    @Bean
    ProcessorFactory projectionsProcessors(
            EventShards shards,
            Tokens tokens,
            DataSourceTransactionManager projectionsTransactions,
            ProjectionsSettings settings) {
        return new ProcessorFactory(
                shards,
                tokens,
                projectionsTransactions,
                settings.batchEvents(),
                settings.threads());
    }

    @Bean
    ProjectionKind processesProjectionKind(
            Dictionaries dictionaries, MeterRegistry meters, ProjectionsSettings settings) {
        return groups(Grouping.BY_NAME, dictionaries, meters, settings);
    }

    @Bean
    ProjectionKind unitsProjectionKind(
            Dictionaries dictionaries, MeterRegistry meters, ProjectionsSettings settings) {
        return groups(Grouping.BY_UNIT, dictionaries, meters, settings);
    }

    private static ProjectionKind groups(
            Grouping grouping,
            Dictionaries dictionaries,
            MeterRegistry meters,
            ProjectionsSettings settings) {
        return new ProjectionKind(
                grouping.projection(),
                grouping.tables(),
                ProcessProjector.LONGEST_BUCKET,
                (model, name, shard) ->
                        new ProcessProjector(
                                grouping,
                                model,
                                dictionaries,
                                new ProjectionCounters(meters, name, shard),
                                settings.namesPerDay()));
    }

    @Bean
    ProjectionKind hostsProjectionKind(Dictionaries dictionaries, MeterRegistry meters) {
        return new ProjectionKind(
                HostProjector.NAME,
                HostProjector.TABLES,
                HostProjector.UNIT,
                (model, name, shard) ->
                        new HostProjector(
                                model, dictionaries, new ProjectionCounters(meters, name, shard)));
    }

    @Bean
    ServedProjections servedProjections(
            List<ProjectionKind> kinds, ReadModel model, ProcessorFactory factory) {
        return new ServedProjections(
                kinds.stream()
                        .map(kind -> Projection.of(kind, kind.name(), model, factory))
                        .toList());
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator() {
        return new ProjectionsHealth();
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProjectionsLifecycle projectionsLifecycle(
            List<ProjectionKind> kinds,
            ServedProjections served,
            ReadModel model,
            Rebuilds rebuilds,
            StatusReader statuses,
            MeterRegistry meters,
            ProjectionsHealth health,
            EventShards shards,
            Tokens tokens) {
        return new ProjectionsLifecycle(
                served.all(),
                new PartitionKeeper(
                        model.jdbc(),
                        model.partitions(),
                        model.retention(),
                        kinds.stream().flatMap(kind -> kind.tables().stream()).toList()),
                new NameSweep(model.jdbc()),
                rebuilds,
                new HistoryRemoval(model.jdbc(), kinds),
                statuses,
                new ProjectionMeters(meters, served.all()),
                health,
                new PositionKeeper(shards, tokens));
    }

    /** The projections of the tables that are served. */
    record ServedProjections(List<Projection> all) {}
}
