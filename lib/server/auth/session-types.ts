import "server-only";

declare module "next-auth" {
  interface User {
    sessionId: string;
    sessionVersion: number;
  }
  interface Session {
    userId: string;
    sessionId: string;
    sessionVersion: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** Absent from cookies of versions that knew no sessions on the server; these count no more. */
    sessionId?: string;
    sessionVersion: number;
  }
}
