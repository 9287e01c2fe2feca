package io.nodepulse.query.answer;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.WebRequest;

/**
 * JSON that is ready to be sent. The array is shared by all who ask the same: nobody writes to it.
 *
 * @param etag the quoted entity tag, equal only for equal answers to the same question
 */
public record Answer(byte[] json, String etag) {

    /** The whole answer, or 304 to a caller who has it already. */
    public ResponseEntity<byte[]> to(WebRequest request) {
        if (request.checkNotModified(etag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
        }
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
