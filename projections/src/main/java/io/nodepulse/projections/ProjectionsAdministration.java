package io.nodepulse.projections;

import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.edge.RefusalTable;
import io.nodepulse.edge.Refused;
import io.nodepulse.projections.ProjectionsConfiguration.ServedProjections;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.rebuild.HistoryLossException;
import io.nodepulse.projections.rebuild.InvalidScopeException;
import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.rebuild.UnknownProjectionException;
import io.nodepulse.projections.rebuild.UnknownServerException;
import io.nodepulse.projections.repair.RepairLog;
import io.nodepulse.projections.repair.Repairs;
import io.nodepulse.projections.status.ProjectionsController;
import io.nodepulse.projections.status.RebuildParameters;
import io.nodepulse.projections.status.StatusReader;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProcessorFactory;
import io.nodepulse.projections.stream.ProjectionKind;
import io.nodepulse.projections.stream.Tokens;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.List;

import javax.sql.DataSource;

/** Wires what is done with the projections: rebuilds, repairs, and what is told of them. */
@Configuration(proxyBeanMethods = false)
class ProjectionsAdministration {

    @Bean
    Rebuilds rebuilds(
            List<ProjectionKind> kinds,
            ServedProjections served,
            ReadModel model,
            DataSourceTransactionManager projectionsTransactions,
            EventShards shards,
            ProcessorFactory factory,
            Tokens tokens) {
        return new Rebuilds(
                kinds,
                served.all(),
                model,
                new TransactionTemplate(projectionsTransactions),
                shards,
                factory,
                tokens,
                InstantSource.system());
    }

    @Bean
    RepairLog repairLog(DataSource dataSource) {
        return new RepairLog(new JdbcTemplate(dataSource));
    }

    @Bean
    Repairs repairs(
            ServedProjections served,
            EventShards shards,
            Tokens tokens,
            RepairLog repairs,
            DataSourceTransactionManager projectionsTransactions) {
        return new Repairs(
                served.all(),
                shards,
                tokens,
                repairs,
                new TransactionTemplate(projectionsTransactions));
    }

    @Bean
    StatusReader projectionsStatusReader(
            ServedProjections served,
            Rebuilds rebuilds,
            EventShards shards,
            Tokens tokens,
            RepairLog repairs) {
        return new StatusReader(
                served.all(), rebuilds, shards, tokens, repairs, InstantSource.system());
    }

    @Bean
    RefusalTable projectionRefusals() {
        return RefusalTable.of(ProjectionsAdministration.class)
                .row(
                        UnknownProjectionException.class,
                        unknown ->
                                refused(HttpStatus.NOT_FOUND, unknown)
                                        .naming("parameter", "name")
                                        .naming("allowed", unknown.known()))
                .row(
                        UnknownServerException.class,
                        unknown ->
                                refused(HttpStatus.NOT_FOUND, unknown)
                                        .naming("parameter", RebuildParameters.SERVERS)
                                        .naming("allowed", "the id of a registered server"))
                .row(
                        InvalidScopeException.class,
                        invalid ->
                                Refused.parameter(
                                        invalid.parameter(), invalid.problem(), invalid.allowed()))
                .row(
                        HistoryLossException.class,
                        loss ->
                                refused(HttpStatus.CONFLICT, loss)
                                        .naming("parameter", RebuildParameters.ACCEPT_LOSS)
                                        .naming("allowed", "true"))
                .row(
                        DataAccessResourceFailureException.class,
                        Refused.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the read model cannot be reached"));
    }

    private static Refused refused(HttpStatus status, RuntimeException why) {
        return Refused.of(status, String.valueOf(why.getMessage()));
    }

    @Bean
    ProjectionsController projectionsController(
            StatusReader statuses, Rebuilds rebuilds, Repairs repairs, AuditLog auditLog) {
        return new ProjectionsController(statuses, rebuilds, repairs, auditLog);
    }
}
